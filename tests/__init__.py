"""The tests, and the tools that hold the project against itself."""
