"""For any WSGI server: `gunicorn wsgi:app`. `pristan serve` does without."""

import atexit
from contextlib import ExitStack

from network.app import create_app
from network.deployment import with_database
from network.settings import Settings

_until_exit = ExitStack()
atexit.register(_until_exit.close)

app = create_app(_until_exit.enter_context(with_database(Settings.from_environment())))
