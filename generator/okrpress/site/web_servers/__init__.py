"""Configurations of web servers that publish a folder: one module per server, each with `configuration(place)`."""
