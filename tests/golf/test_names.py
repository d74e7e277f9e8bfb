"""Names as prose writes them."""

from __future__ import annotations

import pytest

from teg_tui.golf.tour import Player


@pytest.mark.parametrize(
    ("written", "full", "surname"),
    [
        ("Arn VOLLMER", "Arn Vollmer", "Vollmer"),
        ("Ian McTRASK", "Ian McTrask", "McTrask"),
        ("IAN MCTRASK", "Ian McTrask", "McTrask"),
        ("Pat O'VOLLMER", "Pat O'Vollmer", "O'Vollmer"),
        ("Ann VOLLMER-TRASK", "Ann Vollmer-Trask", "Vollmer-Trask"),
        ("Jan VAN DER TRASK", "Jan van der Trask", "van der Trask"),
        ("Jan van Trask", "Jan van Trask", "van Trask"),
        ("JB TRASK", "JB Trask", "Trask"),
        ("AL TRASK", "Al Trask", "Trask"),
        ("Åse ØRMOND", "Åse Ørmond", "Ørmond"),
        ("Bob TRASK III", "Bob Trask III", "Trask"),
        ("Luc d'ORMOND", "Luc d'Ormond", "d'Ormond"),
        ("Dee deVries", "Dee deVries", "deVries"),
        ("TRASK", "Trask", "Trask"),
    ],
)
def test_capitals_that_shout_become_a_name(written, full, surname):
    player = Player("XX", written)
    assert (player.full_name, player.surname) == (full, surname)
    assert player.first_name == full.split()[0]


def test_a_player_known_by_code_only_keeps_it():
    assert Player("AL", "AL").full_name == "AL"
