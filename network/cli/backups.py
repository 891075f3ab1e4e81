"""`pristan backup` and `pristan restore`: a copy of everything but the keys, and the way back."""

from pathlib import Path

import click

from network.backups import bringing, taking
from network.deployment import with_administration
from network.rights.ledger import Of
from network.settings import Settings

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("backup")
@click.argument("folder", type=FOLDER)
def backup_command(folder: Path) -> None:
    """Put a copy of the database and of the documents into a new folder below FOLDER.

    The keys are not in it: keep a copy of them elsewhere (PRISTAN_KEYS). Documents that lie in an
    object store are not in it either.
    """
    settings = Settings.from_environment()
    with with_administration(settings) as administration:
        made = taking.take(administration, settings, folder, _aside)
    _aside("The keys are not in it: keep a copy of them where this one does not lie.")
    click.echo(made)


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--over", is_flag=True, help="Replace a database that holds data.")
def restore_command(folder: Path, over: bool) -> None:
    """Bring back the copy in FOLDER. Stop the server and the workers first.

    Files and words that were erased since the copy was made are erased again. The keys that the
    copy was written with have to be in their place.
    """
    settings = Settings.from_environment()
    with with_administration(settings) as administration:
        again = bringing.bring_back(administration, settings, folder, over=over, tell=_aside)
    click.echo(f"Restored. Files erased again: {again[Of.FILE]}.")
    if again[Of.WORDS]:
        click.echo(f"Things whose words were erased again: {again[Of.WORDS]}.")


def _aside(said: str) -> None:
    """To whoever watches, not to the program that reads what is printed."""
    click.echo(said, err=True)
