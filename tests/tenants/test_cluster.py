"""The embedded server: shared by its users, stopped by the last one, never lost for good."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tenants.cluster import LONGEST_SOCKET_PATH, SOCKET_NAME, Cluster, ClusterError

A_USER = """
import sys
from pathlib import Path
from tenants.cluster import Cluster
Cluster(Path(sys.argv[1])).acquire()
print("using", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder everybody can reach, as a data folder usually is; pytest's own are private."""
    made = Path(tempfile.mkdtemp(prefix="pristan-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def home(folder: Path) -> Iterator[Path]:
    """Where a cluster may live; whatever runs there afterwards is stopped."""
    yield folder / "postgres"
    Cluster(folder / "postgres").stop()


def test_the_last_user_stops_the_server(home: Path) -> None:
    first, second = Cluster(home).acquire(), Cluster(home).acquire()

    first.release()
    assert answer(second) == 1
    second.release()

    assert not Cluster(home).running()


def test_what_was_committed_survives_a_killed_server(home: Path) -> None:
    with Cluster(home) as cluster:
        run(cluster, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")

        os.kill(server_number(cluster), signal.SIGKILL)
        cluster.acquire()

        assert answer(cluster, "SELECT n FROM kept") == 7


def test_a_killed_user_does_not_keep_the_server_alive(home: Path) -> None:
    with a_user(home) as user:
        assert user.stdout
        assert user.stdout.readline() == "using\n"
        user.kill()

    with Cluster(home) as cluster:
        assert answer(cluster) == 1

    assert not Cluster(home).running()


def test_many_may_come_at_once(home: Path) -> None:
    users = [a_user(home) for _ in range(4)]

    said = [user.stdout.readline() for user in users if user.stdout]
    for user in users:
        user.kill()
        user.communicate()

    assert said == ["using\n"] * 4


def test_a_trace_that_names_a_living_stranger_is_no_hindrance(home: Path) -> None:
    with Cluster(home) as cluster:
        trace = cluster.data / "postmaster.pid"
        left = trace.read_text().splitlines()
        os.kill(int(left[0]), signal.SIGKILL)
        trace.write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")

        cluster.acquire()

        assert answer(cluster) == 1


def test_a_half_made_data_folder_is_made_anew(home: Path) -> None:
    half = home / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    with Cluster(home) as cluster:
        assert answer(cluster) == 1


def test_the_private_home_of_a_user_stays_private(folder: Path) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    cluster = Cluster(private / "postgres")

    with cluster:
        run(cluster, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
    with Cluster(private / "postgres") as found_again:
        assert answer(found_again, "SELECT n FROM kept") == 7
    shutil.rmtree(private / "postgres")
    with Cluster(private / "postgres") as fresh:
        assert answer(fresh, "SELECT to_regclass('kept')") is None
    shutil.rmtree(fresh.home)
    shutil.rmtree(cluster.home, ignore_errors=True)

    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_programs_in_a_private_home_can_be_used(folder: Path) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    package = Cluster(folder / "postgres").bindir.parent.parent
    for part in (package, package.with_name(package.name + ".libs")):
        shutil.copytree(part, private / part.name, symlinks=True)

    with Cluster(folder / "postgres", private / package.name / "pginstall" / "bin") as cluster:
        assert answer(cluster) == 1

    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    deep = folder / ("š" * 50) / "postgres"

    with Cluster(deep) as cluster:
        door = os.fsencode(cluster.socket_folder) + SOCKET_NAME.encode()

        assert answer(cluster) == 1
        assert len(door) <= LONGEST_SOCKET_PATH
    shutil.rmtree(cluster.socket_folder)


def test_data_of_another_version_is_refused_with_a_way_out(home: Path) -> None:
    with Cluster(home) as cluster:
        pass
    (cluster.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(ClusterError, match=r"was written by PostgreSQL 14.*PRISTAN_PG_BINDIR"):
        cluster.acquire()


def test_a_folder_without_programs_is_refused_with_its_setting(home: Path, folder: Path) -> None:
    with pytest.raises(ClusterError, match=r"PRISTAN_PG_BINDIR: there is no program 'postgres'"):
        Cluster(home, folder).acquire()


def test_a_data_folder_that_holds_something_else_is_left_alone(home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "letter.txt").write_text("mine")

    with pytest.raises(ClusterError, match="holds something else"):
        Cluster(home).acquire()

    assert (home / "data" / "letter.txt").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_refused_with_a_sentence(folder: Path) -> None:
    (folder / "var").write_text("")

    with pytest.raises(ClusterError, match="set PRISTAN_DATA"):
        Cluster(folder / "var" / "postgres").acquire()


def a_user(home: Path) -> subprocess.Popen[str]:
    """Another process that uses the server until it is killed."""
    return subprocess.Popen(
        [sys.executable, "-c", A_USER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def server_number(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def run(cluster: Cluster, *statements: str) -> None:
    engine = create_engine(cluster.url("postgres"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def answer(cluster: Cluster, question: str = "SELECT 1") -> object:
    engine = create_engine(cluster.url("postgres"))
    with engine.connect() as connection:
        found = connection.scalar(text(question))
    engine.dispose()
    return found
