"""From pages as values to a published folder: frames, pouring, search, and an exchange that is all or nothing."""
