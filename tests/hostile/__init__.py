"""What somebody who means harm would write, and where."""
