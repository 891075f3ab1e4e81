"""The lifecycle of an ask as a diagram, drawn from the table that rules it. Pure."""

from network.requests.lifecycle import ENDED, FOLLOWING, MOVES, AskState


def mermaid() -> str:
    """A Mermaid state diagram; a dashed note marks what follows by itself."""
    lines = ["stateDiagram-v2", "  [*] --> sent: send (sender)"]
    lines += [
        f"  {before} --> {after}: {move} ({party}{', follows' if move in FOLLOWING else ''})"
        for (before, move), (party, after) in MOVES.items()
    ]
    lines.append("  offered --> lapsed: the hold runs out (by itself)")
    lines += [f"  {state} --> [*]" for state in AskState if state in ENDED]
    return "\n".join(lines) + "\n"
