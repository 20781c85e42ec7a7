-- The task of `compare` in DuckDB's SQL: twelve months of claims → tallies → the rules of FlaggedTask with their default thresholds.
-- {store}: folder of the tables; {t0} {t1} {t2} {t11}: months back as yyyymm; {t0day}: first day of t0; {end}: the day after t0's last.
with
people as (
  select person, birth_month from read_parquet('{store}/persons/part-0.parquet') where linkage <> 9
),
risk as (
  select person,
    sum(case when claim_month = {t0} then days_at_risk else 0 end) as days0,
    count(*) filter (where claim_month >= {t2} and days_at_risk > 0) as months3,
    count(*) filter (where days_at_risk > 0) as months12
  from read_parquet('{store}/eligibility/part-0.parquet') where claim_month between {t11} and {t0} group by person
),
claims as materialized (
  select person, claim_month, receipt, kind, institution, prescriber_institution, visit_days
  from read_parquet('{store}/claims/month=*/part-0.parquet', hive_partitioning = false) where claim_month between {t11} and {t0}
),
by_month as (
  select person, claim_month,
    count(distinct (kind, institution, prescriber_institution)) filter (where kind in (1, 4, 5)) as receipts,
    count(distinct institution) filter (where kind in (1, 4)) as institutions,
    coalesce(sum(visit_days) filter (where kind in (1, 4)), 0) as visit_days
  from claims group by person, claim_month
),
care as (
  select person, max(receipts) as receipts_max, sum(visit_days) as visit_days12,
    coalesce(max(receipts) filter (where claim_month = {t0}), 0) as receipts0,
    coalesce(sum(receipts) filter (where claim_month >= {t2}), 0) as receipts3,
    coalesce(max(visit_days) filter (where claim_month = {t0}), 0) as visit_days0,
    coalesce(sum(visit_days) filter (where claim_month >= {t2}), 0) as visit_days3,
    case when count(*) filter (where claim_month >= {t2}) = 3
      then min(institutions) filter (where claim_month >= {t2}) else 0 end as institutions_fewest,
    case when count(*) filter (where claim_month >= {t2}) = 3
      then min(visit_days) filter (where claim_month >= {t2}) else 0 end as visit_days_fewest
  from by_month group by person
),
first_seen as (
  select person, institution, min(claim_month) as first_month from claims where kind in (1, 4) group by person, institution
),
fresh as (select person, count(*) as new_institutions from first_seen where first_month >= {t2} group by person),
one_place as (
  select person, max(days) as days_one_institution from (
    select person, institution, case when count(*) = 3 then min(days) else 0 end as days from (
      select person, institution, claim_month, sum(visit_days) as days from claims
      where kind in (1, 4) and claim_month >= {t2} group by all) group by all) group by person
),
pharmacies as (
  select person, count(distinct institution) as pharmacies3 from claims where kind = 5 and claim_month >= {t2} group by person
),
stays as (select distinct receipt, claim_month from claims where kind in (2, 3)),
tablets as (
  select person, sum(cast(round(quantity * 100000) as bigint)) as steps
  from read_parquet('{store}/medications/month=*/part-0.parquet', hive_partitioning = false)
  where claim_month between {t11} and {t0} and route = 1 and unit in (15, 16) group by person
),
lines as materialized (
  select person, claim_month, ingredient, drug_class, legal_class, route, supply_days as days, dispensed_on,
    case when prescriber_institution <> 0 then prescriber_institution when institution // 10000000 % 10 = 4 then 0
      else institution end as prescriber,
    case when dispensed_on // 100 = claim_month then make_date(dispensed_on // 10000, dispensed_on // 100 % 100, dispensed_on % 100)
      else make_date(claim_month // 100, claim_month % 100, 1) end as day
  from read_parquet('{store}/medications/month=*/part-0.parquet', hive_partitioning = false) m anti join stays using (receipt, claim_month)
  where claim_month between {t2} and {t0}
),
items as (
  select person, count(*) as items3, count(distinct prescriber) filter (where prescriber <> 0) as prescribers3 from lines group by person
),
home as materialized (select * from lines where route in (1, 2) and ingredient <> 0),
duplicates as (
  select person, max(prescribers) as prescribers_max from (
    select person, ingredient, count(*) as prescribers from (
      select person, ingredient, prescriber, sum(days) as days from (
        select person, ingredient, prescriber, dispensed_on, max(days) as days from home
        where claim_month = {t0} and route = 1 and prescriber <> 0 group by all) group by all)
    where days >= 14 group by all) group by person
),
class_days as (
  select person, case when count(*) = 3 then min(days) else 0 end as class_days_fewest from (
    select person, claim_month, max(days) as days from (
      select person, claim_month, class, sum(days) as days from (
        select person, claim_month, class, prescriber, sum(days) as days from (
          select person, claim_month, ingredient // 1000 as class, prescriber, day, max(days) as days from home
          where route = 1 and prescriber <> 0 group by all) group by all)
      where days > 0 group by all having count(*) >= 2) group by all) group by person
),
classes as (
  select person, count(*) filter (where prescribers >= 2) as classes_from_two, count(*) filter (where prescribers >= 3) as classes_from_three
  from (select person, ingredient // 1000 as class, count(distinct prescriber) as prescribers from home
    where claim_month = {t0} and route = 1 and prescriber <> 0 group by all) group by person
),
long14 as (
  select person, ingredient from (
    select person, ingredient, day, prescriber, max(days) as days from home where claim_month = {t0} and route = 1 group by all)
  group by all having sum(days) >= 14
),
many as (
  select person, count(distinct ingredient) as long_ingredients, count(distinct prescriber) filter (where prescriber <> 0) as long_prescribers
  from home join long14 using (person, ingredient) where claim_month = {t0} and route = 1 group by person
),
agonists as (
  select person, count(distinct prescriber) as agonist_prescribers from home
  where claim_month = {t0} and prescriber <> 0
    and (ingredient = 1129010 or (legal_class = 5 and (drug_class = 112 or ingredient in (1179012, 1179025)))) group by person
),
-- Only an ingredient of two prescribers can overlap; without this the days of everyone would be written out.
shared as (
  select person, ingredient from home where route = 1 and prescriber <> 0 group by all having count(distinct prescriber) >= 2
),
covered as (
  select distinct person, ingredient, prescriber, d.day
  from (select person, ingredient, prescriber, day, days from home join shared using (person, ingredient) where route = 1 and prescriber <> 0) l,
    lateral (select unnest(range(0, l.days)) as n) r, lateral (select l.day + cast(r.n as integer) as day) d
  where d.day < date '{end}'
),
by_ingredient as (
  select person, ingredient, count(*) as supplied, count(*) - count(distinct day) as overlap from covered group by all
),
most as (
  select person, max(overlap) as overlap, arg_min(supplied, (-overlap, supplied)) as supplied, sum(overlap) as overlap_all from by_ingredient group by person
),
judged as (
  select p.person, coalesce(receipts0, 0) as receipts0, coalesce(steps, 0) as steps, coalesce(overlap_all, 0) as overlap_all,
    concat_ws('+',
      if(receipts_max >= 20, 'R01', null),
      if(months3 = 3 and receipts0 between 14 and 19 and receipts3 >= 36, 'R02', null),
      if(months3 = 3 and institutions_fewest >= 3, 'R06', null),
      if(months3 = 3 and days_one_institution >= 15, 'R09', null),
      if(months3 = 3 and visit_days_fewest >= 15 and visit_days3 >= 40, 'R10', null),
      if(months12 = 12 and new_institutions >= 4, 'R11', null),
      if(months3 = 3 and pharmacies3 >= 4, 'R12', null),
      if(prescribers_max >= 2, 'R13', null),
      if(months3 = 3 and class_days_fewest >= 61, 'R14', null),
      if(classes_from_three >= 1 or classes_from_two >= 2, 'R15', null),
      if(overlap >= 30 or (overlap >= 14 and overlap >= 0.2 * supplied), 'R16', null),
      if(long_prescribers >= 2 and (long_ingredients >= 10 or (long_ingredients >= 6
        and (({t0} // 100 * 12 + {t0} % 100) - (birth_month // 100 * 12 + birth_month % 100)) // 12 >= 65)), 'R17', null),
      if(agonist_prescribers >= 2, 'R18', null),
      if(items3 >= 50 or prescribers3 >= 6, 'R23', null),
      if(visit_days12 >= 90, 'R24', null),
      if(visit_days0 >= 30, 'R25', null)) as rules
  from people p left join risk using (person) left join care using (person) left join fresh using (person)
    left join one_place using (person) left join pharmacies using (person) left join tablets using (person) left join items using (person)
    left join duplicates using (person) left join class_days using (person) left join classes using (person) left join many using (person)
    left join agonists using (person) left join most using (person)
  where coalesce(days0, 0) > 0 or care.person is not null
)
select cast(person as varchar) || chr(9) || rules || chr(9) || receipts0 || chr(9) || steps || chr(9) || overlap_all as line
from judged where rules <> '' order by person
