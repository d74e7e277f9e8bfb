"""How people write up a round: sentences whose [slots] turn true or false, and {slots} that stay.

A slot is `name` or `name:form`; the forms are those of `slots`. A lone `?name` says what the scene
must have. A sign like ⏎ begins a new line.
"""

from __future__ import annotations

Voices = dict[tuple[str, str], str]
"""By the family of scenes and the kind of claim: a sentence a line."""

ROUND: Voices = {
    ("card", "total"): """
{p} signed for [strokes].
{p} signed for [strokes:aw], {over:w} over the card.
{p} signed for a {over:w}-over [strokes].
{p} went out in [out:u] and came home in [in].
{p} went out in {out} points and came home in [in].
{p} was out in [outs] and back in [ins] strokes.
{p} turned in [outs] and came back in {ins} for a [strokes].
Out in [out:w], back in {in:w}: {p} had his round in two halves.
{p} (out [out], in [in]) had {pts} points in all.
A [pts:adj] round from {p}.
[pts:u] from {p} today.
{p}: [pts:u].
{p} – [pts] pts.
{p} [pts]pts (gross {strokes})
{p} [pts] pts, [strokes] shots
{p} posted [pts:u] and not one more.
There were [pts:uw] for {p}.
{p}'s [pts:uw] were built on the front nine, where {he} had [out:w].
{p}'s haul of [pts:u] included [in] on the back nine.
{p} handed in a card of [strokes].
{p} returned a gross [strokes] for {pts} Stableford points.
{p} shot [strokes].
{p} shot [strokes:aw] for {pts:w} points.
{p} was [over:w] over the card at {course}.
{p} finished the day [over] over.
{p} needed [strokes:u] to get round {course}.
{p} took [strokes:w] shots to get round.
It took {p} [strokes] blows to complete the 18 holes.
{p} totalled [strokes:u] ([over:s]) for {pts} points.
{p}'s [strokes] ([over:s]) was worth {pts} points.
{p} opened with [six1:uw] in the first six holes.
{p} made [six1:uw] from the opening six and [six3:w] from the closing six.
Through six holes {p} had [six1:uw].
{p}'s middle six brought [six2:ua].
From the 13th to the 18th {p} gathered [six3:ua].
The last six holes were worth [six3:ua] to {p}.
{p} scored on [scored:w] of the 18 holes.
{p} came home in [in:u].
{p} had [in] on the way home.
{p} came in with [in:ua] on the inward half.
{p} reached the turn on [out:u].
{p} had [out:w] at the turn.
{p} stood on [out:uw] after nine holes.
At the halfway point of the round {p} had [out:uw].
The outward half yielded [out:ua] for {p}.
A front nine of [out:u] was followed by a back nine of [in].
{p} followed [out:ua] going out with [in:w] coming home.
{p} had a strange day. {He} had [pts:u], of which [out] came on the front nine.
{p} had a day to frame: [pts:uw], [strokes] strokes.
For {p}, [pts:uw]; nothing more to say.
*{p}* ([pts:u]): a round of two halves.
**{p:full}** [pts:u], {strokes} gross.
**{p:full}** – [pts] points. {He} was out in [out].
{p:full} [strokes] ([over:s])
{p:shout}: [pts] points, [strokes] strokes
- {p}: [pts] points (out [out], in [in])
- {p:full} – [strokes] strokes, {over:s}, [pts] points
> {p}: "I only had [pts:u]."
{p} has [cum:u] so far.
{p} is on [cum:u] for the week.
{p} moved on to [cum:u].
{p} takes [his] tally to [cum:u].
That brings {p} to [cum:u] overall.
{p}'s total now stands at [cum:u].
{p}'s running total: [cum:u].
{p} sits on [cum:u] after round {rd:w}.
After {rd:w} rounds {p} has [cum:u].
{p}'s [pts:u] took {him} to [cum] for the tournament.
{p} added [pts] to {his} {prevcum} and now stands at {cum}.
{p} backed up a {prev:adj} day with [pts:uw].
After [prev:uw] yesterday, {p} had {pts:w} today.
Yesterday's [prev:uw] became [pts:w] for {p}.
{p} is [cumover] over par for the week.
{p} stands at [cumover:s] gross.
{p} has now taken [cumstrokes:u] over {rd} rounds.
""",
    ("card", "count"): """
{p} made [pars:ua].
{p} managed [pars:uw] and {birdies:uw}.
{p} had [birdies:uw] on {his} card.
{p} had [pars:uw], [doubles:uw] and {blowups:uw}.
[pars:uw], {bogeys:uw}, [blowups:uw]: that was {p}'s day.
{p} drew a blank [zeros] times.
{p} failed to score on [zeros:w] holes.
{p} scored nothing on [zeros:w] holes.
{p} had [zeros:uw] to {his} name.
{p}'s card was spoiled by [blowups:uw].
[blowups:W] blow-ups ruined {p}'s card.
{p} had {blowups:w} holes of triple bogey or worse, not [zeros:w] zeros.
{p} counted [doubles:uw].
{p} carded [bogeys:uw].
{p} made [bogeys:w] bogeys and [pars:w] pars.
{p} had [triples:uw].
{p} went through the round without a blow-up. ?no_blowups
{p} did not make a single birdie. ?no_birdies
{p} never had a zero. ?no_zeros
{p} scored on every hole. ?no_zeros
{p} kept a blow-up off {his} card. ?no_blowups
{p} was blow-up-free. ?no_blowups
No birdies for {p}. ?no_birdies
{p} reeled off [parrun:w] pars in a row from the {parrun_from:o}.
{p} reeled off {parrun:w} pars in a row from the [parrun_from:o].
{p} made [parrun:w] consecutive pars.
{p} had [parrun:w] straight pars.
{p} strung together [parrun:w] pars.
{p} had a hat-trick of pars from the [parrun_from:o]. ?parrun_3
{p} made [zerorun:w] zeros in a row.
{p} had [zerorun:w] consecutive blanks from the {zerorun_from:o}.
[bogeyrun:W] bogeys in succession held {p} back.
{p} made [bogeyrun:w] successive bogeys.
{p} had back-to-back blow-ups at the {blowrun_from:o} and [blowrun_to:o]. ?blowrun
""",
    ("card", "silent"): """
{p} had {pts} points from the 14 clubs in {his} bag.
{p}, 54, is the tour's oldest member; {he} has a house 300 yards away.
{p} hit a 7-iron from 165 yards at the first.
{p} needed 45 points to win the lot and did not get them.
With 50 points {p} would have broken every record there is.
If {p} had made 12 more points, nobody would have caught {him}.
{p} could have had 60.
{p} said he wanted 44 points; he has wanted them since 2009.
{p} owes £20 to the kitty and 3 rounds of drinks.
Nobody has ever had 55 points.
{p} three-putted from 12 feet.
{p} lost four balls and found two.
{p} was 6 down to the bar bill by 9 pm.
In {lastyear} {p} had 31 points on a day like this.
In 2004, long before all this, {p} won £50 with a 98.
{p} had nearly {pts} points, as {he} put it.
{p} scored some 30 points, or thereabouts.
{p} waited 40 minutes on the 5th tee and 20 on the 9th.
The 7th is 412 yards long and {p} knows each of them.
A dozen spectators saw {p} come in.
{p} would need a 70 tomorrow.
{p} was aiming for 38 points.
It was 27 degrees at noon and {p} had forgotten {his} hat.
{p} gave up smoking for 3 holes.
{p} hit driver, 3-wood, wedge and two putts.
{p} had 2 lost balls, 3 bunkers and 4 excuses.
The par of {course} is {par}.
{p} might well have scored 50 with any luck.
{p} may yet take 100 tomorrow.
{p}'s last 3 putts were from inside 2 feet.
Had {p} not lost a ball, {he} would have led by 9.
{p} began the year as a 24-handicapper.
{p} predicted a win by 15 points.
Only 18 months ago {p} could hardly walk.
{p} dropped his phone in the lake, 12 years after the last one.
A bet of 5 to 1 had been laid against {p} breaking 90.
""",
    ("hole", "hole"): """
{p} {did} the [h:o]. ?did
{p} [did] the {h:o}.
{p} made a [word] at the {h:o}. ?word
{p} made {score:aw} at the [h:o].
{p} took [score:aw] at the {h:o}.
{p} had [score:aw] at the {h:o}.
{p} carded [score:aw] on the {h:o}.
{p} carded a snowman at the [snow:o].
{p} had a snowman on the [snow:o].
An 8 for {p} at the [snow:o].
A [word] at the {h:o} helped {p}.
{p}'s [word] at the {h:o} set the tone.
{p} had a [word] on the par-{hpar} {h:o}.
{p} had a {word} on the par-[hpar] {h:o}.
At the {h:o}, a par [hpar], {p} took {score:w}.
The {h:o}, a par {hpar}, cost {p} [score:w].
{p} dropped [overhole:w] shots at the {h:o}.
{p} dropped {overhole:w} shots at the [h:o].
{p} doubled the [h:o]. ?double
{p} doubled the last. ?lasthole ?double
{p} parred the last. ?lasthole ?par
{p} bogeyed the last. ?lasthole ?bogey
{p} finished with a [word]. ?lasthole
{p} closed with a [word] at the last. ?lasthole
{p} signed off with [score:aw] at the 18th. ?lasthole
{p} began with a [word]. ?firsthole
{p} opened with a [word] at the 1st. ?firsthole
{p} opened with [score:aw]. ?firsthole
{p} drew a blank at the [hz:o].
{p} failed to score at the [hz:o].
No points for {p} at the [hz:o].
{p} got [hpts:ua] at the {h:o}.
{p} picked up [hpts:uw] on the {h:o}.
There were [hpts:uw] for {p} at the {h:o}.
{p} blew up at the [hb:o].
Disaster struck {p} at the [hb:o].
The {h:o} saw {p} rack up [score:aw].
{p}'s {score} at the [h:o] hurt. ?overhole
Then came the [h:o], and {score:aw} for {p}. ?overhole
{p} made a mess of hole {h}: [score:aw]. ?overhole
Hole {h}: {p} [score].
H{h}: {p} takes [score:aw] ({hpts} pts).
{p} walked off the {h:o} with [score:aw]. ?overhole
A triple at the [h:o] for {p}. ?triple
A triple bogey [score] at the {h:o} for {p}. ?triple
{p} needed [score:w] at the {h:o}, his tee shot having gone left. ?overhole
{p} had a nightmare. {He} took [score:aw] at the {h:o}. ?overhole
**{p}:** [score:aw] at the {h:o}. ?overhole
{p} – [word] at {h}. ?did
The par-[hpar] {h:o} gave {p} a {word}.
{p}, who [did] the {h:o}, was pleased.
""",
    ("duel", "total"): """
{p} beat {q} by [more:ua] on the day.
{p} outscored {q} by {pts} points to [qpts].
{p} outscored {q} by [more:uw].
{p} took [pts:w] points to {q}'s {qpts:w}.
{p} ([pts]) and {q} ({qpts}) played together.
{p} had {pts} points, {q} [qpts].
{p} and {q} had [pts] and [qpts] points.
{p} and {q} scored [pts] and [qpts] respectively.
{p} and {q} both had [pts:uw]. ?same
{p} matched {q}'s [qpts:u]. ?same
{p} and {q} each took [strokes]. ?sameshots
{p} was [more:ua] better than {q} on the day.
{p} needed [fewer:ua] fewer than {q}.
{p} shot {strokes} to {q}'s [qstrokes].
On the back nine {p} had [in] to {q}'s [qin].
{p} won the front nine [out]–{qout} against {q}. ?more
{p} turned in {out:w} points, {q} in [qout:w].
While {p} had {pts:w} points, {q} could manage only [qpts:w]. ?more
{p} carded {strokes}; {q}, by contrast, took [qstrokes].
{p} made {pts} points and so left {q}, with [qpts], behind. ?more
""",
    ("day", "record"): """
[bestp] had the best round of the day with {bestp_n:u}.
{bestp} had the best round of the day with [bestp_n:u].
The day's best score was [bestp_n:u], by {bestp}.
The day's best was [bestp]'s {bestp_n:u}.
Round of the day: [bestp], {bestp_n:u}.
Round of the day: {bestp}, [bestp_n] pts.
Best of the day went to [bestp].
Nobody beat [bestp]'s {bestp_n}.
[bestp] top-scored with {bestp_n}.
Top of the shop today: {bestp} with [bestp_n:u].
[bestg] had the lowest gross score of the day, {bestg_n:aw}.
Low gross: {bestg}, [bestg_n].
The low round of the day was [bestg]'s {bestg_n}.
Low man was [bestg] with {bestg_n}.
[worstp] had the worst of it with {worstp_n:u}.
[worstp] had the fewest points, {worstp_n}.
The lowest points total of the day, {worstp_n}, belonged to [worstp].
[worstg]'s {worstg_n} was the highest score of the day.
{bestp_a} and {bestp_b} shared the best round of the day with [bestp_n:u].
{bestp_a} and [bestp_b] shared the best round of the day.
Joint top scorers were {bestp_a} and [bestp_b].
[bestout] had the best front nine.
[bestin] had the best back nine.
The best back nine was [bestin]'s {bestin_n}.
The best outward nine was {bestout}'s [bestout_n] points.
""",
    ("day", "hole"): """
The [hard:o] was the hardest hole.
The [hard:o] played hardest, {hardmean} over par.
The {hard:o} played hardest, [hardmean] over par.
The toughest hole was the par-{hardpar} [hard:o].
The toughest hole was the par-[hardpar] {hard:o}.
The easiest hole of the day was the [easy:o].
Nobody parred the [unparred:o].
Not one par was made at the [unparred:o].
The field averaged [hardmean] over par at the {hard:o}.
""",
    ("day", "count"): """
There were [birdies:w] birdies in the field.
The field made [birdies:u].
[birdies:W] birdies were made all day.
There was not a birdie to be had all day. ?no_birdies
The only birdie of the day was [only_birdies]'s.
The day's only birdie came at the [only_birdies_h:o], from {only_birdies}.
The field had [blowups:u] between them.
There were [blowups:w] blow-ups.
""",
    ("day", "date"): """
[weekday] at {course}.
It was [weekday], and {course} lay in the sun.
Round {rd}, [weekday]: {course}.
Round [rd] of {rds}.
Round {rd} of [rds].
{course} | [date] | Round {rd}
{course}, [longdate]
The [rd:ow] round was played here.
[left:uw] remain.
There are [left:uw] to come.
[left:u] to go.
With [left:w] rounds left, all is open.
[holesleft:W] holes remain.
[holesleft:u] to play.
[field:W] players teed off.
[field:W] men went out.
All [field:w] of them finished.
""",
    ("day", "course"): """
The round was played at [course].
[course] was the venue.
[course] bit back today.
**[course]** · {date}
They met at [course] in the morning.
""",
    ("race", "margin"): """
{lead} leads the {prize} by [gap:ua].
{lead} leads {sec} by [gap:ua] in the {prize}.
[lead] leads the {prize} by {gap:ua}.
{lead} is [gap:ua] clear in the {prize}.
{lead} holds a [gap:adjw] lead in the {prize}.
{lead}'s lead in the {prize} is [gap:ua].
{lead} is [gap:ua] ahead of {sec} in the {prize}.
{sec} is [gap:ua] behind {lead} in the {prize}.
{sec} trails {lead} by [gap:ua] in the {prize}.
{sec} lurks [gap:ua] back in the {prize}.
{sec}, [gap:ua] adrift, is the nearest challenger for the {prize}.
In the {prize} the gap is [gap:ua].
The {prize}: {lead} by [gap] from {sec}.
{prize}: {lead} ahead by [gap:uw].
{prize} – {lead} leads, [gap:u] up on {sec}.
In the {prize} {lead} is now [gap] up.
The {prize} lead: [gap:u].
Only [gap:ua] separates {lead} and {sec} in the {prize}.
[gap:uw] separate {lead} and {sec} at the top of the {prize}. ?live
There are [gap:uw] between {lead} and {sec} in the {prize}.
{lead} stretched {his} {prize} lead from {hadgap} to [gap:uw]. ?extended ?kept
{lead}'s {prize} lead was trimmed from {hadgap} to [gap]. ?cut ?kept
{lead} began the day [hadgap:ua] clear in the {prize}. ?kept
{led} had begun the day [hadgap:ua] clear in the {prize}.
{led} took a [hadgap:adjw] {prize} lead into the round.
The overnight {prize} lead of [hadgap:ua] is gone. ?led
{tail} is [adrift:ua] off the pace in the {prize}.
{tail} brings up the rear in the {prize}, [adrift:ua] behind {lead}.
[adrift:uw] separate first and last in the {prize}.
{rd:W} rounds gone and {lead} is [gap:ua] to the good in the {prize}.
{lead} has [gap:ua] in hand over {sec} in the {prize}.
{lead} has a cushion of [gap:ua] in the {prize}.
{lead} has opened up a [gap:adjw] lead in the {prize}.
{lead} is two clear in the {prize}. ?gap_2
{lead} is top of the {prize} by a single shot. ?gap_1 ?strokes_count
{sec} is a stroke adrift in the {prize}. ?gap_1 ?strokes_count
{lead} leads the {prize} by a solitary point. ?gap_1 ?points
""",
    ("race", "lead"): """
[lead] leads the {prize}.
[lead] tops the {prize} standings.
[lead] is the {prize} leader after round {rd}.
[lead] heads the {prize}.
[lead] sits on top of the {prize}.
The {prize} leader is [lead].
[lead] is in front in the {prize}.
[lead] is out in front for the {prize}, {sec} in pursuit.
{lead_a} and [lead_b] share the {prize} lead.
{lead_a} and [lead_b] are level at the top of the {prize}.
{lead_a} is level with [lead_b] in the {prize}.
{lead_a} and [lead_b] lead the {prize} jointly.
Nothing separates {lead_a} and [lead_b] in the {prize}.
{lead_a} and {lead_b} are tied on [total:u] in the {prize}.
The {prize} is shared by {lead_a} and [lead_b] for now.
[led], the overnight leader, began the day in front in the {prize}.
Overnight {prize} leader [led] had a hard day.
[led] led the {prize} overnight.
{led_a} and [led_b] were level overnight in the {prize}.
{sec_a} and [sec_b] share second in the {prize}.
{tail} is last in the {prize}.
[tail] props up the {prize} table.
[tail] is bottom of the {prize}.
{lead} still leads the {prize}. ?kept
[lead] remains the {prize} leader. ?kept
""",
    ("turn", "lead"): """
{taker} took the {prize} lead at the [h:o].
[taker] took the {prize} lead at the {h:o}.
{taker} went in front in the {prize} at the [h:o].
{taker} hit the front in the {prize} on the [h:o].
{taker} overtook {loser} for the {prize} lead at the [h:o].
At the [h:o] the {prize} lead passed from {loser} to {taker}.
{taker} wrested the {prize} lead from {loser} on the [h:o].
With [hleft:w] holes left {taker} took the {prize} lead.
The {prize} lead changed hands [changes:w] times today. ?several
The {prize} lead did not change hands. ?nochange
{keeper} led the {prize} alone from the [since:o] on.
From the [since:o] on {keeper} was alone in front in the {prize}.
{keeper} led the {prize} for [ledholes:w] holes of the round.
[keeper] led the {prize} from start to finish of the round. ?allday
{never} never led the {prize}.
{never} was never in front in the {prize} today.
At no point did {never} lead the {prize}.
{tied_a} and {tied_b} were level after the [tiedat:o] in the {prize}.
{tied_a} and [tied_b] were level after the {tiedat:o} in the {prize}.
After [tiedat:w] holes {tied_a} and {tied_b} were tied for the {prize} lead.
""",
    ("place", "position"): """
{p} is [pos:ow] in the {prize}.
{p} lies [pos:ow] in the {prize}.
{p} sits [pos:ow] in the {prize}, {behind:ua} behind.
{p} sits {pos:ow} in the {prize}, [behind:ua] behind.
{p} is [pos:o] in the {prize} on {total:u}.
{p} is {pos:o} in the {prize} on [total:u].
{p} is [sgross:s] in the {prize}.
{p} occupies [pos:ow] place in the {prize}.
{p} moved up from [up_from:ow] to {up_to:ow} in the {prize}.
{p} moved up from {up_from:ow} to [up_to:ow] in the {prize}.
{p} climbed [up:ua] to {up_to:ow} in the {prize}.
{p} climbed to [up_to:ow] in the {prize}.
{p} dropped to [down_to:ow] in the {prize}.
{p} slipped from {down_from:ow} to [down_to:ow] in the {prize}.
{p} fell [down:ua] to {down_to:ow} in the {prize}.
{p} tumbled from [down_from:ow] to {down_to:ow} in the {prize}.
{p} stays [stay:ow] in the {prize}.
{p} remains [stay:ow] in the {prize}.
{p} and {with} share [shared:ow] place in the {prize}.
{p} shares [shared:ow] with {with} in the {prize}.
{p} is tied for [shared:ow] in the {prize}.
{p} and {with} are joint [shared:ow] in the {prize}.
{p} is level with [with] in the {prize}.
{p} (T[shared] {prize}) had a quiet day.
{p} ({pos:o} in the {prize}) is [behind:u] off the lead.
[p] is {pos:ow} in the {prize}. ?is2
[p] brings up the rear in the {prize}. ?islast
[p] is last in the {prize}. ?islast
[p] props up the rest in the {prize}. ?islast
{p} is [behind:ua] behind {leader} in the {prize}.
{p} trails {leader} by [behind:ua] in the {prize}.
{p} is [behind:ua] off the lead in the {prize}.
{p} has [behind:ua] to make up on {leader} in the {prize}.
{p} began the day [wasbehind:ua] behind {leader} in the {prize}.
{p} cut the gap to {leader} in the {prize} from {wasbehind} to [behind:ua]. ?closed
{p} closed to within [behind:ua] of {leader} in the {prize}. ?closed
""",
}
