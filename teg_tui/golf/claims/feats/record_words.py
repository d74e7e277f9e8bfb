"""The language of records: what they are called, what is done to them, what stood until then."""

from __future__ import annotations

from teg_tui.golf.claims.words.rules import compiled

ADJ = (
    r"(?:old|previous|former|earlier|prior|existing|outgoing|long-standing|one-time|erstwhile"
    r"|hitherto)"
)
MARK = (
    r"(?:records?|marks?|best|worst|highs?|lows?|highest|lowest|most|fewest|poorest|finest|limit"
    r"|ceiling|benchmark|standard|peak|top|maximum|minimum)"
)
EQUAL = (
    r"equal(?:s|led|ling)?|tie[ds]|tying|match(?:es|ed|ing)?|draw(?:s|ing)? level with"
    r"|drew level with|level(?:s|led|ling)? with|shar(?:es|ed|ing)|a share of"
    r"|repeat(?:s|ed|ing)?|joint(?! \^)"
)
BREAK = (
    r"br(?:eaks|oke|eaking|oken)|beat(?:s|ing)?|better(?:s|ed|ing)|lower(?:s|ed|ing)"
    r"|rais(?:es|ed|ing)|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|eclips(?:es|ed|ing)"
    r"|pass(?:es|ed|ing)|topp(?:ed|ing)|tops|improv(?:es|ed|ing) (?:up)?on|eras(?:es|ed|ing)"
    r"|smash(?:es|ed|ing)?|shatter(?:s|ed|ing)?|outdid|outdo(?:es|ing)|overtook|overtak(?:es|ing)"
    r"|rewrote|rewrit(?:es|ing)|supersed(?:es|ed|ing)|replac(?:es|ed|ing)|add(?:s|ed|ing) to"
    r"|went (?:beyond|past|one better than)|set(?:s|ting)?|establish(?:es|ed|ing)|new"
)
DONE = (
    r"(?:equalled|tied|matched|broken|beaten|bettered|lowered|raised|surpassed|smashed|shattered"
    r"|set)"
)
OUTRIGHT = compiled(
    r"\b(?:records?|marks?|personal|career|previous\w*|prev|(?:old|former) (?:best|worst|high|low)"
    r"|(?:best|worst|poorest|highest|lowest|most|fewest)[^,;.]{0,40} (?:ever|yet|had been|on tour)"
    r"|anybody had ever|anyone had ever|history|all-time|on (?:the|this) tour|the tour (?:has|had)"
    r"|course best|of his (?:life|career)|(?:his|new) (?:lowest|highest|worst|poorest|low|high))\b"
)
"""That a sentence speaks of records outright, not by a "never" that may be of anything."""
CUES = (
    *("record", "personal", "career", "previous", "mark", "ever", "never", "nobody", "no one"),
    *("no-one", "history", " tour", "yet", "until", "of all", "no player", "no man", "only "),
    *("his life", "before", "had been", "no nine", "no round", "old ", "former", "anybody"),
    *("anyone", "course best", "lowest", "highest", "fewest"),
)
SOMETHING = compiled(
    r"\b(?:records?|marks?|personal|career|previous\w*|prev|old|former\w*|before|until|had been"
    r"|ever|never|nobody|no one|no-one|no (?:man|player|round|nine)|history|tour|only|anybody"
    r"|anyone|had stood|course best)\b"
)
UNKEPT = compiled(
    r"\b(?:six|sixes|streaks?|runs?|in a row|consecutive|successive|straight|margins?|winning"
    r"|eagles?|bogeys?|doubles?|triples?|comebacks?|average\w*|swing"
    r"|(?:best|record|biggest|largest|greatest) improvement|split|par-\w+s"
    r"|youngest|oldest|attend\w*)\b"
)
"""Of what no record is kept here: of whatever else a sentence with such a word speaks, it is
left alone."""
OF_A_GAP = compiled(
    r"\b(?:won by|victory|leads?|led|made up|deficit|cushion|winners?|behind|ahead|further|gap"
    r"|come from|back from|apart|between|trail\w*|clear)\b"
)
"""In a clause about distances and leads."""
SCOPE_WORDS = {
    "course": compiled(
        r"\b(?:course|layout|links|here|there|venue|track|on (?:these|those|this)|returned at)\b"
    ),
    "tour": compiled(
        r"\b(?:tour|tour's|history|all[- ]time|anybody|anyone|nobody|no one|no-one|ever|no player"
        r"|no man|no nine|no round|had (?:ever )?been known|tournament (?:record|mark|best))\b"
    ),
    "own": compiled(
        r"\b(?:personal|career|life|he (?:has|had)|his (?:own|previous|old|best|worst|highest"
        r"|lowest|poorest|former)|never|ever)\b|@\d+'s (?:previous|old|former) "
    ),
}
"""Among what is compared, by words anywhere in a sentence."""
_WAS = r"(?:,|:| -| –| was| were| being| had been| had stood at| stood at| of| used to be)"
_SMALL = r"(?: (?:the|a|an|his|her|their|own|just|only|also|all|at|of|that|with|about|as|@\d+'s?))"
_N = r"(?P<was>[#~]\d+)"
_UNIT = (
    r"(?:[- ](?:stableford )?(?:points?|pts|strokes?|shots?|gross|over(?: par)?|under(?: par)?"
    r"|blow-?ups?|zeros|birdies|pars))"
)
_UNTIL_NOW = (
    r"(?:before(?:hand)?(?: (?:it|that|this|then|now|today|him|them))?(?! @| the| his| his| &| !)"
    r"|previously|formerly|hitherto|until (?:now|then|today|that|this)|till (?:now|then)"
    r"|up to (?:now|then)|so far in his life|in the past)"
)
_SWEEP = (
    r"(?:replac\w+|in place of|instead of|in succession to|succeed\w*|supersed\w*|where|against"
    r"|eras\w+|wip\w+ (?:out|away)|eclips\w+|surpass\w*|overt[ao]k\w*|overtook|improv\w+ (?:up)?on"
    r"|better(?:s|ed|ing)|beat(?:s|en|ing)?|br(?:eak|oke|oken|eaking)s?|lower(?:s|ed|ing)"
    r"|rais(?:es|ed|ing)|topp(?:ed|ing)|tops|equal\w*|match\w*|t(?:ie[ds]|ying)|pass(?:ed|es|ing)"
    r"|outdo\w*|outdid|exceed\w*|compared with|took over from|than(?= (?:the|his|her|@\d+'s)\b))"
)
NEVER = (
    r"\b(?:nobody|no one|no-one|no man|no player|no round|no nine|none|never|nothing)\b(?! else)"
    r"(?=[^;.]{0,120}\b(?:ever|before|until|yet|history|on (?:the |this )?tour"
    r"|had (?!more|fewer|less|better|worse|an? |#|~)[a-z]+)\b)[^,;.#~]{0,70}"
    r"\b(?:more|fewer|less|better|worse|lower|higher|above|below|under|over|beyond|past|topped"
    r"|bettered|beaten|broken)(?: than)?" + _SMALL + r"{0,3} "
)
NEVER_BEYOND = compiled(rf"{NEVER}{_N}")
_FORMER_WORDS = (
    rf"\b{ADJ}(?: (?:tour|course|personal|career|all-time|tournament))?(?: {MARK}){{0,2}}"
    rf"(?: (?:there|here|one|score|total|figure|number|round|for a round|on a nine))*{_WAS}*"
    rf"{_SMALL}{{0,3}} \(?{_N}",
    rf"{_N}{_UNIT}?(?: (?:there|here))?,? (?:had been|had stood as|used to be|(?:was|were"
    rf"|is|being|as)(?: (?:the|his|her|also|there|@\d+'s))* {ADJ})\b",
    rf"{_N}{_UNIT}? (?:had|has) (?:been|stood|lasted|survived)\b",
    rf"\b(?:it|that|which|{MARK})(?: [a-z]+){{0,3}} (?:had been|had stood at|stood at"
    rf"|used to be|had had){_SMALL}* {_N}",
    rf"\bit was{_SMALL}* {_N}",
    rf"\(was {_N}",
    rf"\bfrom (?:an? |his |the )?{_N}{_UNIT}? {ADJ} {MARK}\b",
    rf"\b(?:record|mark)(?: before| until \w+)?,?:? (?:was|of|is|being|stands at){_SMALL}* "
    rf"{_N}",
    rf"(?<![a-z] ){_N}{_UNIT}?(?: (?:once|twice|#\d+ times|several times))? {_UNTIL_NOW}\b",
    rf"\b(?:had had|had made|had managed|had taken) {_N}{_UNIT}?(?: [a-z#\d]+){{0,3}}"
    rf" {_UNTIL_NOW}\b",
    rf"{_N}{_UNIT}?,? (?:(?:which|that) )?(?:was|were|had been)(?: [a-z]+){{0,3}}"
    rf" {_UNTIL_NOW}\b",
    rf"(?:\b(?:previously|formerly|before it|before that|until (?:now|then|today)|prev|prev\.)"
    rf"|(?:^|[(,;–—-] ?|\b(?:{MARK}|his) )before),?:? ?"
    rf"(?:it was |the record was |at |stood at )?{_SMALL}* ?{_N}",
    rf"\b{_SWEEP}(?: (?:course|tour|personal|{ADJ}|{MARK}|of|own|%\d+'s?))*{_SMALL}*"
    rf"(?: (?:course|tour|personal|{ADJ}|{MARK}|of|own))*,? {_N}",
    rf"\b(?:as|for|being) (?:his|her|the|@\d+'s) (?:{ADJ} )?(?:{MARK}) (?:of|at) {_N}",
    rf"\bhad {_N}{_UNIT}? as (?:his|her|the)\b",
    rf"\bwith {_N}{_UNIT}?,? (?:his|the|@\d+'s) {ADJ}\b",
)
FORMER = (NEVER_BEYOND, *map(compiled, _FORMER_WORDS))
"""How a figure is called what had stood until then."""
SHORT_OF = compiled(
    rf"#(?P<n>\d+)(?:[- ](?:points?|strokes?|shots?))? (?:short of|shy of|off|away from|outside)"
    rf" (?:the |his |@\d+'s? )(?:[a-z]+ ){{0,2}}{MARK}\b"
)
"""How far from a record something stayed."""
RANKED = compiled(
    r"\^(?P<nth>\d+)(?: place)? (?:of|among|out of|in) (?:all )?(?:the )?(?:tour's )?"
    r"(?:#\d+ (?:rounds|scores|totals|cards|nines)"
    r"|(?:lowest|highest|best|worst)[^,;.]{0,40}? (?:on (?:the |this )?tour|ever|in history)\b"
    r"|(?:tour's )?(?:all-time )?(?:list|ranking)s?\b)"
)
"""Which place a figure takes: "tied third among the highest rounds on the tour"."""
_BY = r"(?:#(?P<n>\d+)|\b(?P<one>one|an?))"
_OF_THEM = r"(?:[- ](?:points?|pts|strokes?|shots?|blows?|birdies|blow-ups|zeros))?"
BY_HOW_MUCH = tuple(
    map(
        compiled,
        (
            rf"{_BY}{_OF_THEM} (?:better|more|fewer|lower|worse|higher|less|inside|below|above"
            r"|beyond|over|under)(?: (?:than|on))?"
            r"(?! (?:the |his |all |all the )?#\d+ (?:[a-z]+ )?(?:rounds|nines|holes|days)\b)"
            r"(?! @\d+(?!'|,? (?:who )?(?:ha[ds]|made|managed|shot|set|at|in|from|until|before)\b))"
            r"(?= (?:the|his|her|@\d+|any|he had|she had|#|~|nobody))"
            rf"(?=[^;.]{{0,45}}(?:\b(?:{MARK}|had|has|ever|before)\b|%))"
            r"(?! (?:the )?(?:par|hole|course\b(?! record)|field|rest|next|lead|day))",
            rf"\b{MARK}\b(?! (?:of|on|in) the (?:day|round|week|tournament|field|afternoon))"
            r"(?:(?! and | but | won | with )[^;,.#~]){0,30}? by"
            rf" (?:just |only |fully )?{_BY}\b(?! @)(?! himself)",
            r"\b(?:took|takes|taking|cut|cuts|cutting|shav(?:ed|ing)|knock(?:ed|ing)|sliced|lopped)"
            rf" {_BY}{_OF_THEM} (?:off|from) (?=[^;.,]{{0,40}}\b(?:record|mark|best|worst|low))",
            r"\b(?:beat|better|br[eo]ak?|lower|rais|improv|eclips|surpass|top|exceed)\w*"
            rf" (?!@\d+ by)[^;.#~,]{{0,40}}\b(?:{MARK})\b[^;.#~,]{{0,20}} by"
            rf" (?:just |only )?{_BY}\b",
        ),
    )
)
"""By how much a record was broken."""
