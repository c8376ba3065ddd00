"""``python -m broadsheet``: the command, where no script of that name is on the path."""

from broadsheet.config.cli import main

if __name__ == "__main__":
    main()
