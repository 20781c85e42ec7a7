-- One append-only list. bodies.hash stays when a body is erased, so the chain still verifies.
create table entries (
  seq integer primary key,
  at text not null,
  run text not null,
  kind text not null,
  round text not null,
  body_hash text not null,
  prev text not null,
  hash text not null
) strict;
create table bodies (
  seq integer not null references entries (seq),
  item integer not null,
  salt blob,
  body text,
  hash text not null,
  primary key (seq, item)
) strict;
create index entries_by_kind on entries (kind, round, seq);

create trigger entries_never_change before update on entries begin select raise(abort, 'the ledger is append-only'); end;
create trigger entries_never_go before delete on entries begin select raise(abort, 'the ledger is append-only'); end;
create trigger bodies_never_go before delete on bodies begin select raise(abort, 'the ledger is append-only'); end;
create trigger bodies_only_erased before update on bodies
when new.body is not null or new.salt is not null or new.hash is not old.hash or new.seq is not old.seq or new.item is not old.item
begin select raise(abort, 'the ledger is append-only'); end;

-- Items of the newest entry of each kind and round: what a repeated step replaced is history.
create view newest as
select e.seq, e.at, e.run, e.kind, e.round, b.item, b.body
from entries e join bodies b using (seq)
where e.seq = (select max(n.seq) from entries n where n.kind = e.kind and n.round = e.round) and b.body is not null;

create view deliveries as
select e.seq, e.at, e.run, body ->> '$.delivery_month' as delivery_month, body ->> '$.file' as file, body ->> '$.kind' as kind,
  body ->> '$.sha256' as sha256, body ->> '$.receipts' as receipts, body ->> '$.rows' as rows,
  body ->> '$.rows_rejected' as rows_rejected
from entries e join bodies b using (seq) where e.kind = 'delivery' and b.body is not null;

create view runs as
select run, min(at) as at, min(seq) as first_seq, max(seq) as last_seq, count(*) as entries from entries group by run;

create view rounds as
select r.round, body ->> '$.selection_month' as selection_month, body ->> '$.as_of' as as_of, body ->> '$.detected_on' as detected_on,
  body ->> '$.settings_hash' as settings_hash, body ->> '$.budget' as budget, body ->> '$.holdout_share' as holdout_share,
  case
    when exists (select 1 from entries e where e.round = r.round and e.kind = 'outcomes') then 'reported'
    when exists (select 1 from entries e where e.round = r.round and e.kind = 'posted') then 'posted'
    when exists (select 1 from entries e where e.round = r.round and e.kind = 'letters') then 'printed'
    when exists (select 1 from entries e where e.round = r.round and e.kind = 'allocation') then 'allocated'
    when exists (select 1 from entries e where e.round = r.round and e.kind = 'approval') then 'approved'
    when exists (select 1 from entries e where e.round = r.round and e.kind = 'decisions') then 'reviewed'
    else 'detected'
  end as state
from newest r where r.kind = 'round';

create view candidates as
select seq, at, round, body ->> '$.person' as person, body ->> '$.sex' as sex, body ->> '$.band' as band, body ->> '$.rank' as rank,
  body ->> '$.selected' as selected, body ->> '$.score' as score, body ->> '$.score_name' as score_name, body
from newest where kind = 'candidates';

create view decisions as
select seq, at, round, body ->> '$.person' as person, body ->> '$.kind' as decision, body ->> '$.reason' as reason,
  body ->> '$.decided_by' as decided_by, body ->> '$.decided_on' as decided_on
from newest where kind = 'decisions';

create view allocation as
select n.seq, n.at, n.round, p.value ->> '$.person' as person, p.value ->> '$.household' as household, p.value ->> '$.sex' as sex,
  p.value ->> '$.band' as band, p.value ->> '$.stratum' as stratum, p.value ->> '$.block' as block, p.value ->> '$.arm' as arm
from newest n, json_each(n.body, '$.persons') p where n.kind = 'allocation';

create view letters as
select e.seq, e.at, e.round, body ->> '$.letter_id' as letter_id, body ->> '$.person' as person,
  body ->> '$.template_version' as template_version, body ->> '$.printed_on' as printed_on, body ->> '$.text_hash' as text_hash,
  (select p.body ->> '$.on' from newest p where p.kind = 'posted' and p.round = e.round) as posted_on
from entries e join bodies b using (seq) where e.kind = 'letters' and b.body is not null;

create view returns as
select e.seq, e.at, body ->> '$.letter_id' as letter_id, body ->> '$.returned_on' as returned_on, body ->> '$.reason' as reason
from entries e join bodies b using (seq) where e.kind = 'returns' and b.body is not null;

create view contacts as
select e.seq, e.at, body ->> '$.letter_id' as letter_id, body ->> '$.on' as "on", body ->> '$.channel' as channel,
  body ->> '$.who' as who, body ->> '$.wants_referral' as wants_referral, body ->> '$.consent' as consent,
  body ->> '$.referred_to' as referred_to, body ->> '$.first_visit_on' as first_visit_on, body ->> '$.outcome' as outcome
from entries e join bodies b using (seq) where e.kind = 'contacts' and b.body is not null;

create view optouts as
select e.seq, e.at, body ->> '$.person' as person, body ->> '$.from' as "from"
from entries e join bodies b using (seq) where e.kind = 'optouts' and b.body is not null;

create view aliases as
select e.seq, e.at, body ->> '$.from' as "from", body ->> '$.to' as "to", body ->> '$.undone' as undone, body ->> '$.basis' as basis,
  body ->> '$.by' as "by", body ->> '$.on' as "on"
from entries e join bodies b using (seq) where e.kind = 'aliases' and b.body is not null;
