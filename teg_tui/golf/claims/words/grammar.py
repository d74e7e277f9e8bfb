"""Words that say whose something is, in which round, and whether it was or only may be.

All are patterns over patterns: signs of `tokens.Sign` with their numbers, and small letters.
"""

from __future__ import annotations

from teg_tui.golf.claims.words.rules import compiled

PERSON, ROUND, HOLE = compiled(r"@(\d+)"), compiled(r"&(\d+)"), compiled(r"!(\d+)")
UNIT_WORD = r"points?|pts|strokes?|shots?|blows"
UNIT = rf"(?:[- ](?:{UNIT_WORD}))?"
TOLD_UNIT = rf"(?:[- ](?P<unit>{UNIT_WORD}))?"
"""Behind a figure, its unit if it has one; as a group of its own."""
CLAUSE = compiled(
    r"[;:()]| [-–—]+ |—|, (?=(?:while|whilst|but|and|as|with|though|although|yet|so|which|who"
    r"|whose|where"
    r"|when|before|after|then)\b)| (?=(?:while|whilst|but|though|although|whereas|as @\d+ )\b)"
    r"| (?<!\d )(?=and @(?!\d+'s? (?:(?:elder|older|younger|twin) )?brother\b))"
    r"|, (?=@\d+(?:'s)? )"
    r"| (?=(?:that|which) (?:could|would|might|may|must|should)\b)"
    r"|, (?=the lead chang)"
)
OBJECT = compiled(
    r"(?:\b(?:from|over|of|behind|than|past|against|beyond|on|ahead of|clear of|catch(?:es|ing)?"
    r"|caught|overt(?:ake|akes|aking|ook)|overhaul\w*|beat\w*|pass(?:ed|es|ing)?|leapfrog\w*"
    r"|match(?:ed|es|ing)?"
    r"|join(?:ed|s|ing)?|edg(?:ed?|es|ing)|deni(?:ed|es)|den[iy]\w*|pip(?:ped|s)?|outscor\w+"
    r"|trail\w*"
    r"|follow(?:ed|s|ing)|chas\w+|pursu\w+|alongside|tied|lost to|losing to|hold(?:ing)? off"
    r"|held off|close to|besides|except|replac\w+|leads|led|headed|haul\w*|reel\w* in|saw off"
    r"|sees off|push\w*|lets?|letting|allow\w*|separat\w+|unlike|like"
    r"|(?:level|tied|equal|joint|along|together"
    r"|blows|duels?|battles?|company|swaps?|changes|exchanges?|fight|tussle|scrap|struggle|shootout"
    r"|shoot-out|blow for blow|head-to-head|tie) with"
    r"|(?:shar(?:e[sd]?|ing)|tied|level|joint)\b[^@;:(]{1,40} with|lead to|and to)"
    r"|\^\d+(?: place| equal)? with|\bto) "
    r"(?:(?:the|his|both) (?:[a-z-]+ )?)?(?:overnight |leaders? |fellow |former |defending "
    r"|champion |reigning )*$"
)
DOES = compiled(
    r" (?:is|was|were|has|had|(?!(?:tied|level|joint)\b)[a-z]+ed|took|made|came|stood|fell|won|lost"
    r"|went|sits?|sat|led|leads)\b"
)
"""After the subject of a clause of its own: "level with Ned, and Morradine is third"."""
PAIRED = compiled(r"@(\d+)(?:, @(\d+))*,? (?:and|&) (?:his brother )?@(\d+)(?!')")
TOGETHER = compiled(r"\b(?:each|both|all|apiece|share[sd]?|sharing|tied|level|identical|alike)\b")
POSSESSED = compiled(
    r"@(\d+)(?:'s|') (?:(?!(?:with|to|and|in|on|for|while|as|at|from|over|by|but|into|was|were|had"
    r"|has|is|lead|advantage) )[a-z#^$&!=~?\d-]+ ){0,5}$"
)
BESIDE_PERSON = compiled(
    r"@(\d+) \((?:#\d+(?: points| pts| strokes)?, )?$|@(\d+)(?: on| in| at)? $"
)
GIVER = compiled(
    r"(?:[ -](?:points?|pts|strokes?|shots?|gross|round))?(?: \w+)? (?:for|from|by) @(\d+)"
)
BESIDE_AFTER = compiled(
    r"(?:[- ](?:points?|pts|strokes?|gross|haul|total))? ?(?:in|from|on|of|\()?(?: the"
    r"| his)? ?&(\d+)(?!\d)"
)
BESIDE_BEFORE = compiled(
    r"&(\d+)(?:'s|:|,| score of| total of| haul of| tally of)?(?: \w+)?(?: \(| )$"
)
INTO = compiled(
    r"\b(?:into|entering|ahead of|before|until|for|needs?|towards?) (?:the |his |\w+'s )?$"
)
COMPARED = compiled(
    r"\b(?:from|than|above|below|match\w*|equal\w*|since|improv\w+ on|up on|like|unlike|vs\.?)"
    r" (?:his |their |the |an? )?$"
)
CHANGED = compiled(
    r"\b(?:(?:up|down|improv\w+|rose|fell|dropp\w+) (?:from|on)|vs\.?|versus|better than"
    r"|worse than|follow(?:ed|s|ing)|after|where|against)\b"
    r".{0,12}$"
    r"|\bfrom [a-z@&\d]+'s $"
)
NEAR = 70
"""How many characters of a pattern a round may be away to be meant."""
OTHER_MAN = compiled(
    r"(?<!\d, )\bhis (?:\w+ )?(?:rivals?|opponents?|partners?|challengers?|pursuers?|brother"
    r"|nearest|closest)\b"
    r"|\b(?:where|when|while|as|and|but|that|,) the (?:overnight |former |new )?"
    r"(?:leader|winner|latter"
    r"|former|runner-up|other|youngster)(?= [a-z])[^@]*$"
)
TOLD_OF = compiled(r"\b(?:to|of|for) @(\d+): ?$")
"""Whom a list after a colon is about: "the round belonged to Quillock: 22 out, 25 home"."""
WHO = compiled(r"@(\d+)(?: \([^)]*\))?, $")
COST = compiled(
    r"[^.;@(—]{0,45}\b(?:cost|undid|ruined|finished|sank|hurt|derailed|wrecked|lifted|saved"
    r"|carried|brought|helped|held|killed|spoil(?:ed|t)|marred|scarred|disfigured|littered|checked"
    r"|punctuated|littering|told)(?: [a-z]+)?"
    r" @(\d+)(?:(?!')|'s? (?:score)?(?:card|day|round|hopes|chances|week|challenge|tale)\b)"
    r"|[^.;@(—]{0,70}: (?:that|such|this|so|it) (?:was|went|had been) @(\d+)"
    r"|[^.;@(—]{0,50}\b(?:was|were) @(\d+)'s? (?:lot|reward|tally|share|portion|haul|return|day)\b"
)
"""What comes before its owner: "an eight at the 17th cost Ned the Trophy"."""
OPENED = compiled(
    r"\b(?:opened|began|started)(?: up)?(?: the (?:week|tournament))? with (?:an? )?$"
)
"""Before what somebody had in the first round of a tournament."""
SPOKEN = compiled(r"[\"“][^\"”]*\b(?:i|i'm|i'll|i'd|i've|me|my|we|you|your|us)\b[^\"”]*[\"”]")
"""What somebody said, not the report."""
LEADING_UP = compiled(r"\s*(?:with|having|after|thanks to|despite|for all|on) [^@,]*, @\d+ ")
"""What stands before its owner: "with 38 points, Quillock had nothing to complain about"."""
LATER = compiled(r"\b(?:after|before|when|while|whilst|until|since|than)\b")
"""Between a deed and somebody who did something else."""
HE = compiled(r"\b(?:he|his|him|himself)\b")
HE_FIRST = compiled(r"[^@]*?\b(?:he|his|him)\b")
"""Whoever was spoken of before is, before anybody is named."""
THERE = compiled(
    r"(?<!^)(?<![,;(] )\bthere\b"
    r"(?! (?:was|were|is|are) (?:an?|no|#\d+|only|nothing|little|still|one)\b)"
    r"|\bhere,|\b(?:on|at|from|by|play\w*) it\b"
    r"|\b(?:on|at|from|by|of) (?:that|this|the same|the)(?: (?:very|one|same|par-#\d+))* hole\b"
)
"""Words that point back to a hole named before."""
EXCEPTED = compiled(
    r"\b(?:apart(?= from|,)|aside|except\w*|other than|but for|save|barring|elsewhere|otherwise"
    r"|the rest)\b"
)
"""Words of a hole that does not count."""
MAY_BE = compiled(
    r"\b(?:needs?|needing|would"
    r"|needed(?! #\d+ (?:(?:strokes|shots|blows) (?:to get|to complete|to go|for|at|in)"
    r"|(?:at|on) the !\d+(?! (?:to|for))))"
    r"|could(?! (?:[a-z]+ )?(?:only|just)| hardly| scarcely| barely| manage| muster| not| do no"
    r"|n't)"
    r"|might(?! have been)|may"
    r"|if(?! not\b)|unless"
    r"|requir\w+|must|should|(?<!the )pace|[a-z]'d|project\w*"
    r"|hop(?:es|ing)(?= (?:to|for|that|he|of winning)\b)"
    r"|target|wants?|aim\w*|potential(?:s|ly (?=[a-z]+ing\b))?(?!ly)\b"
    r"|averag(?:e|ing) (?:roughly|approximately|around|at least|just)|per round|per remaining"
    r"|predict\w*|forecast\w*|vow\w*|dream\w*|wish(?:es|ed)?|promis\w+|swore|wanted|hoped|had bet"
    r"|bet on|sets? out to|give me|(?:on|off) (?:course|track) for|in line for|heading for"
    r"|did(?: not|n't)|never going to|expect(?:s|ed|ing)?|thought (?:he|she)"
    r"|rumou?r\w*|thereabouts|or so)\b"
)
OTHER_TIME = compiled(
    r"%\d+|\b(?:record|history|since|previous|last (?:year|time)|earlier|years ago|visit"
    r"|returned? to|back to|before|defending|career|designed|all-time|ever)\b"
)
"""Words of other tournaments, and of other rounds, that make a day or a place no slip."""
YEAR_AGO = compiled(r"\b(?:last year|(?:a|one) year (?:ago|earlier)|the year before)\b(?!'s)")
"""Words of the tournament before."""
