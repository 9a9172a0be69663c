"""`python -m labkb`."""

from labkb.cli import main

if __name__ == "__main__":
    main()
