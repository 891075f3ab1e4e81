from pathlib import Path

from network.requests.diagram import mermaid

PAGE = Path(__file__).parents[2] / "docs" / "asks.md"


def test_the_documentation_shows_the_lifecycle_as_it_is():
    assert f"```mermaid\n{mermaid()}```" in PAGE.read_text()
