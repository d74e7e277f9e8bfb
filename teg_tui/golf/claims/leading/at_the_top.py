"""Words of the lead, and what happens to it: the classes that rules of leads share.

A clause speaks of the lead where it has one of the phrases for it (`LEAD`), and tells what became
of it by its verbs (`acts`): taken, lost, shared, held. Several verbs may leave open which is meant.
"""

from __future__ import annotations

from enum import Flag, auto

from teg_tui.golf.claims.words.rules import compiled


class Act(Flag):
    """What a clause tells of a lead; several where its verbs leave it open."""

    TAKEN = auto()
    LOST = auto()
    SHARED = auto()
    HELD = auto()
    """In front, however long."""
    PASSED = auto()
    """One player by another, wherever they stood."""
    AHEAD = auto()
    """One player in front of another, wherever they stood."""
    CHANGED = auto()
    """From one player to another, whoever they were."""
    NONE = 0


LEAD = compiled(
    r"\b(?=[a-z=])(?:(?:=\d+ )?(?<!the round )(?:co-)?lead(?:ership)?\b"
    r"(?! (?:to|group|change|swap|of the (?:day|round)))|top spot"
    r"|top of the (?:=\d+|table|board|leaderboard|standings|pile|tree|heap)"
    r"|(?:on|at the) top\b|in front\b|(?:to|at|hit) the (?:front|fore|head|summit|helm)\b"
    r"|(?:nose|head) in front|driving seat|first place|the (?:advantage|summit|initiative"
    r"|upper hand"
    r"|pacemaker|frontrunner|man to (?:beat|catch))\b|in (?:charge|command|control)\b"
    r"|(?:his|their) (?:[a-z-]+ ){0,2}(?:advantage|cushion)\b|(?:went|goes|going|moved|back|is"
    r"|was) top\b|br[eo]a?k\w* the (?:tie|deadlock)"
    r"|(?:displac|dethron|depos|unseat|usurp|supplant)\w+\b"
    r"|ahead\b|outright\b|(?:on (?:his|their) own|to himself)\b|(?:co-|joint |sole |new"
    r" |outright |clear |first |(?:was|is|were|are|be|bec[ao]mes?|as|remain\w*|him|@\d+)"
    r" (?:the |a )?(?:=\d+ )?)leaders?\b"
    r"|led\b|leads\b|leading\b|headed\b|heads\b|heading the field|topp(?:ed|ing)\b|tops\b|atop\b"
    r"|clear\b(?! (?:of par|air)))|@\d+'s? (?:[a-z-]+ ){0,2}(?:advantage|cushion)\b"
)
"""The lead, by any of its names."""
_NEAR_IT = compiled(
    r"(?:#\d+(?: [a-z]+)? of|\b(?:off|behind|from|within|near|chasing|hunting|stalking|threaten\w*"
    r"|for|towards?|short of|(?:touch|contact|level|ground|sight) (?:with|on|of)"
    r"|adrift of|back of|out of reach of|challeng\w+|(?:close|closer|nearer|next) to)) (?:sole "
    r"|a share of |sharing )*"
    r"(?:the |his |@\d+'s )?(?:[a-z]+ly |overnight |outright |early |=\d+ )*$"
)
"""Before a lead that is spoken of by somebody without it."""
_DOWN_FROM = compiled(
    r"\b(?:dislodg\w+|toppl\w+|oust\w+|knock\w+|slip\w*|fell|fall\w*|tumbl\w+|dropp?\w*|displac\w+"
    r"|remov\w+|shift\w+|unseat\w+|bump\w+|eas\w+|push\w+|came|come|bundled)"
    r" (?:him |@\d+ |down |back )?(?:off|from) (?:the )?(?:[a-z]+ |=\d+ )?$"
)
_TAKING = compiled(
    r"\b(?:t[oa]k(?:es?|ing|en)|took|seiz\w+|grab\w*|snatch\w*|(?:re)?claim\w*|regain\w*|re-?took"
    r"|retak\w+|wrest\w*|st[eo]l(?:e|en|es)|steal\w*|(?:re)?captur\w+|assum\w+|inherit\w*"
    r"|recover\w*"
    r"|restor\w+|retriev\w+|w[io]n(?:s|ning)? (?:[a-z]+ ){0,3}back|g[eo]t(?:s|ting)?|gain(?:s|ed)?"
    r"|earn(?:s|ed)?|secur\w+|reach\w*|find|finds|found|hit|hits|w[eo]nt|goes|going|gone|mov\w+"
    r"|edg(?:e|es|ed|ing)|nos(?:es|ed|ing)|eas(?:es|ed|ing)|slip(?:s|ped)|cr[ea]pt?(?:s|ing)?"
    r"|inch\w*|jump\w*|leapt?|leaps|sw[ea]pt|sweeps|burst|storm\w*|charg(?:ed|es|ing)|forg(?:ed|es)"
    r"|dr[ea]w(?:s|n)?|pull(?:s|ed)|surg\w+|climb\w*|r[io]se|vault\w*|shot|step(?:s|ped)|str[oi]de"
    r"|br(?:oke|eaks?|oken) (?:clear|free|the tie)|puts?|putting|sen(?:t|ds)|lift\w*|carr(?:y|ied)"
    r"|propel\w*|nudg\w+|hand(?:s|ed|ing)|g[ai]v(?:e|es|en|ing)|gift\w*|present(?:s|ed)"
    r"|br[io]\w*ght"
    r"|br(?:ing|ings|inging)|took over|tak(?:e|es|ing) over|overt\w+|overhaul\w*|leapfrog\w*"
    r"|pass(?:es|ed|ing)|became|becomes?|ma[dk]e(?:s)? (?:him|@\d+)|left|leaving|turn(?:ed|s)"
    r"|install\w*|usurp\w*|supplant\w*|displac\w+|replac\w+|dislodg\w+|succeed\w*|belong(?:s|ed)"
    r"|chang(?:ed|es) hands|switch\w*|sw[iu]ng\w*|return(?:s|ed)|first)\b"
)
_LOSING = compiled(
    r"\b(?:los(?:t|es?|ing|s)|surrender\w*|relinquish\w*|g[ai]v(?:e|es|en|ing) (?:it |that "
    r"|the lead "
    r"|him |@\d+ )?(?:up|away|back)|g[ai]v(?:e|es|ing)|hand\w*|conced\w+|yield\w*|forfeit\w*"
    r"|dropp?\w*|cost\w*|squander\w*|threw|thrown|ceded?|cedes|sp[ie]lt|let|dislodg\w+|dethron\w+"
    r"|oust\w*|toppl\w+|unseat\w*|knock\w*|peg\w*|reel\w*|haul\w*|overt\w+|overhaul\w*|passed"
    r"|slip\w*|vanish\w*|evaporat\w*|disappear\w*|melt\w*|gone|went|goes|going|end(?:ed|s)?"
    r"|broke\w*"
    r"|fell|fall\w*|tumbl\w+|surpass\w*|eras\w+|wip\w+|cancel\w*|swallow\w*|run out|ran out|over"
    r"|undone|undid|caught|stripped|robbed|depriv\w+|displac\w+|replac\w+|succeed\w*|shar\w+"
    r"|(?:hunted|run|chased|tracked) down|depos\w+"
    r"|usurp\w*|supplant\w*|no longer)\b"
)
_SHARING = compiled(
    r"\b(?:(?:hunted|run|chased|tracked) down|shar\w+|tie[ds]?|tying|level(?:led|s)?|drew level"
    r"|joint\w*|join(?:s|ed|ing)?|alongside"
    r"|all square|square|caught|catch\w*|reel\w*|haul\w*|peg\w*|co-\w+|equal\w*|match\w*|together"
    r"|nothing (?:between|in it)|wip\w+|eras\w+|cancel\w*|inseparable|separate[ds]?|split"
    r"|deadlock\w*|dead heat|neck and neck)\b"
)
_HOLDING = compiled(
    r"\b(?:led|leads?|leading|in front|ahead|head(?:ed|s|ing)|topp\w+|tops|atop|top|held|hold\w*"
    r"|had|has|was|is|stood|still|kept|leader|clear|own|outright|alone|himself|remain\w*|stay\w*)\b"
)
PAST = compiled(
    r"\b(?:(?:went|goes?|going|gone|mov\w+|slid\w*|slip\w*|sw[ea]pt?\w*|sail\w*|eas\w+|edg\w+|got"
    r"|gets"
    r"|nos\w+|push\w*|clos\w+|tak\w+|took|put\w*|carr\w+|lift\w*) (?:(?:him|@\d+|straight|back"
    r"|right"
    r"|one|clean) ){0,2}(?:past|by)|overtook|overtak\w+|pass(?:es|ed|ing)|overhaul\w*|leapfrog\w*"
    r"|supplant\w*|past) (?:him|@\d+)(?!')"
)
"""One player going by another."""
_AHEAD_OF = compiled(r"\b(?:ahead|in front|clear) of (?:him|@\d+)(?!')")
_OWN = compiled(
    r"\b(?:the|an?) (?:[a-z-]+ |=\d+ |#\d+[- ](?:points?|strokes?|shots?) ){0,3}"
    r"(?:lead|advantage)\b(?= (?:of|over|was|is|stood|became|had)\b)"
    r"|(?:\bhis|@\d+'s?) (?:[a-z-]+ |=\d+ ){0,2}(?:lead|advantage)\b"
    r"|#\d+(?: [a-z]+)? (?:ahead|clear|in front|up|to the good)\b"
)
"""How large somebody's lead was, who has it then."""
ABREAST = compiled(
    r"\b(?:dr[ea]w\w*|pull\w*|came|comes?|got|gets|mov\w+|cl[ai]mb\w*|claw\w*|br[io]\w+|level"
    r"|hauled"
    r"|fought|battled|were|was|are|is|stood|stand|sat|remain\w*|back|went|goes|all)"
    r" (?:[a-z]+ ){0,2}?(?:level|all square|alongside|abreast|square|tied|inseparable)\b"
    r"(?! (?:par|fours?|fives?|threes?|for (?:\^|last|the day)))"
    r"|(?:@\d+|\b(?:he|who|had|to|having))(?:'s?)?[^;:,]{0,40}? (?:caught|catch\w*|reel\w* in"
    r"|peg\w* back|haul\w* in|join\w*|dr[ea]w alongside)"
    r" (?:up with )?(?:@\d+|him|the (?:=\d+ )?leaders?)\b"
    r"|^\W*(?:all )?(?:level|tied|all square) (?:after|at|through|with|on) "
    r"|\b(?:them|the pair|the two|three|two|@\d+) (?:all )?(?:back )?level\b"
)
"""Players coming level, or being so."""
_UNDONE = compiled(
    r"\b(?:never|not|n't|nobody|no one|without|fail\w*|unable|attempt\w*|chance|tr(?:y|ied|ying)"
    r"|threat\w*|almost|nearly|bid|fight|battle|race|opportunity|look(?:s|ed|ing)|set to|poised"
    r"|wait\w*|ready|refus\w*|hardly|barely|only just|close to|no longer|neither|nor|none"
    r"|prevent\w*"
    r"|kept (?:him|@\d+)|hung on|clung|instead of|rather than|far from|other than|nowhere|denied"
    r"|stopp?ed|deny\w*|sav(?:e|ed)|protect\w*|defend\w*)\b"
)
"""Words of what did not happen, or may not have."""
_SIZED = compiled(
    r"\b(?:exten[dt]\w*|stretch\w*|wid[et]n\w*|increas\w*|doubl(?:ed|es|ing) (?:his|the) lead"
    r"|gr[eo]w\w*|swell\w*|swoll\w*|pad(?:ded|s)|built?|build\w*|cut|cuts|trim\w*|reduc\w+"
    r"|narrow\w*"
    r"|shr[iau]nk\w*|dwindl\w+|erod\w+|whittl\w+|halv\w+|par(?:ed|ing) (?:his|the)|chip\w*|claw\w*"
    r"|ate|eat\w*|nibbl\w+|clos(?:ed|ing)|down to|up to|worth|size|biggest|largest|most|maximum"
    r"|further|(?:points?|strokes?|shots?) (?:of|from|off|away) (?:his|the|that|@)|slash\w*|sliced"
    r"|lengthen\w*|add(?:ed|ing))\b"
)
"""Words of how large a lead is."""

CHANGE = compiled(
    r"\blead[- ](?:changes?|swaps?|switch(?:es)?)\b|\bchanges? (?:of|in) (?:the )?(?:=\d+ )?lead\b"
    r"|\blead (?:had |has )?(?:chang|swapp|switch|pass)\w*"
)
"""The lead going from one to another."""


def acts(words: str, at: int) -> Act:
    """What some words tell of the lead that is named in them at a place."""
    near = _NEAR_IT.search(words[:at]) and not _DOWN_FROM.search(words[:at])
    if near or _UNDONE.search(words) or _SIZED.search(words):
        return Act.NONE
    found = Act.HELD if _OWN.search(words) else Act.NONE
    if _TAKING.search(words):
        found |= Act.TAKEN
    if _LOSING.search(words):
        found |= Act.LOST
    if _SHARING.search(words):
        found |= Act.SHARED
    if not found and _HOLDING.search(words):
        found |= Act.HELD
    return found


def of_two(words: str) -> Act:
    """What some words tell of two players among themselves, wherever they stand."""
    if _UNDONE.search(words) or _SIZED.search(words):
        return Act.NONE
    found = Act.PASSED if PAST.search(words) else Act.NONE
    if _AHEAD_OF.search(words):
        found |= Act.AHEAD
    if ABREAST.search(words):
        found |= Act.SHARED
    return found


def holds(words: str) -> bool:
    """Whether some words tell of somebody in front, and nothing denies it."""
    return bool(_HOLDING.search(words)) and not (_UNDONE.search(words) or _SIZED.search(words))
