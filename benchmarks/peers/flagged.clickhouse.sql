-- The task of `compare` in ClickHouse's SQL; the same tables, thresholds and placeholders as flagged.duckdb.sql. What is read more than
-- once is kept in memory, because ClickHouse writes a WITH out at every use. Statements end with a semicolon at the end of a line.
create table claims engine = Memory as
select person, claim_month, receipt, kind, institution, prescriber_institution, visit_days
from file('{store}/claims/month=*/part-0.parquet', Parquet) where claim_month between {t11} and {t0};

create table lines engine = Memory as
select person, claim_month, ingredient, drug_class, legal_class, route, supply_days as days, dispensed_on,
  if(prescriber_institution <> 0, prescriber_institution, if(intDiv(institution, 10000000) % 10 = 4, 0, institution)) as prescriber,
  if(intDiv(dispensed_on, 100) = claim_month, makeDate(intDiv(dispensed_on, 10000), intDiv(dispensed_on, 100) % 100, dispensed_on % 100),
    makeDate(intDiv(claim_month, 100), claim_month % 100, 1)) as day
from file('{store}/medications/month=*/part-0.parquet', Parquet)
where claim_month between {t2} and {t0}
  and (receipt, claim_month) not in (select receipt, claim_month from claims where kind in (2, 3));

create table home engine = Memory as select * from lines where route in (1, 2) and ingredient <> 0;

create table shared engine = Memory as
select person, ingredient from home where route = 1 and prescriber <> 0 group by person, ingredient having uniqExact(prescriber) >= 2;

with
risk as (
  select person, sumIf(days_at_risk, claim_month = {t0}) as days0, countIf(claim_month >= {t2} and days_at_risk > 0) as months3,
    countIf(days_at_risk > 0) as months12
  from file('{store}/eligibility/part-0.parquet', Parquet) where claim_month between {t11} and {t0} group by person
),
by_month as (
  select person, claim_month, uniqExactIf((kind, institution, prescriber_institution), kind in (1, 4, 5)) as receipts,
    uniqExactIf(institution, kind in (1, 4)) as institutions, sumIf(visit_days, kind in (1, 4)) as days
  from claims group by person, claim_month
),
care as (
  select person, 1 as present, max(receipts) as receipts_max, sum(days) as visit_days12, sumIf(receipts, claim_month = {t0}) as receipts0,
    sumIf(receipts, claim_month >= {t2}) as receipts3, sumIf(days, claim_month = {t0}) as visit_days0,
    sumIf(days, claim_month >= {t2}) as visit_days3,
    if(countIf(claim_month >= {t2}) = 3, minIf(institutions, claim_month >= {t2}), 0) as institutions_fewest,
    if(countIf(claim_month >= {t2}) = 3, minIf(days, claim_month >= {t2}), 0) as visit_days_fewest
  from by_month group by person
),
fresh as (
  select person, count() as new_institutions from (
    select person, institution from claims where kind in (1, 4) group by person, institution having min(claim_month) >= {t2}) group by person
),
one_place as (
  select person, max(fewest) as days_one_institution from (
    select person, institution, if(count() = 3, min(days), 0) as fewest from (
      select person, institution, claim_month, sum(visit_days) as days from claims where kind in (1, 4) and claim_month >= {t2}
      group by person, institution, claim_month) group by person, institution) group by person
),
pharmacies as (
  select person, uniqExact(institution) as pharmacies3 from claims where kind = 5 and claim_month >= {t2} group by person
),
tablets as (
  select person, sum(toInt64(round(quantity * 100000))) as steps from file('{store}/medications/month=*/part-0.parquet', Parquet)
  where claim_month between {t11} and {t0} and route = 1 and unit in (15, 16) group by person
),
items as (select person, count() as items3, uniqExactIf(prescriber, prescriber <> 0) as prescribers3 from lines group by person),
duplicates as (
  select person, max(prescribers) as prescribers_max from (
    select person, ingredient, count() as prescribers from (
      select person, ingredient, prescriber, sum(longest) as supplied from (
        select person, ingredient, prescriber, dispensed_on, max(days) as longest from home
        where claim_month = {t0} and route = 1 and prescriber <> 0 group by person, ingredient, prescriber, dispensed_on)
      group by person, ingredient, prescriber)
    where supplied >= 14 group by person, ingredient) group by person
),
class_days as (
  select person, if(count() = 3, min(most), 0) as class_days_fewest from (
    select person, claim_month, max(of_class) as most from (
      select person, claim_month, class, sum(supplied) as of_class from (
        select person, claim_month, class, prescriber, sum(longest) as supplied from (
          select person, claim_month, intDiv(ingredient, 1000) as class, prescriber, day, max(days) as longest from home
          where route = 1 and prescriber <> 0 group by person, claim_month, class, prescriber, day)
        group by person, claim_month, class, prescriber)
      where supplied > 0 group by person, claim_month, class having count() >= 2) group by person, claim_month) group by person
),
classes as (
  select person, countIf(prescribers >= 2) as classes_from_two, countIf(prescribers >= 3) as classes_from_three from (
    select person, intDiv(ingredient, 1000) as class, uniqExact(prescriber) as prescribers from home
    where claim_month = {t0} and route = 1 and prescriber <> 0 group by person, class) group by person
),
many as (
  select person, uniqExact(ingredient) as long_ingredients, uniqExactIf(prescriber, prescriber <> 0) as long_prescribers from home
  where claim_month = {t0} and route = 1 and (person, ingredient) in (
    select person, ingredient from (
      select person, ingredient, day, prescriber, max(days) as longest from home
      where claim_month = {t0} and route = 1 group by person, ingredient, day, prescriber)
    group by person, ingredient having sum(longest) >= 14)
  group by person
),
agonists as (
  select person, uniqExact(prescriber) as agonist_prescribers from home
  where claim_month = {t0} and prescriber <> 0
    and (ingredient = 1129010 or (legal_class = 5 and (drug_class = 112 or ingredient in (1179012, 1179025)))) group by person
),
by_ingredient as (
  select person, ingredient, count() as supplied_days, count() - uniqExact(covered_day) as overlap_days from (
    select distinct person, ingredient, prescriber, day + arrayJoin(range(toUInt32(days))) as covered_day
    from home where route = 1 and prescriber <> 0 and (person, ingredient) in (select person, ingredient from shared))
  where covered_day < toDate('{end}') group by person, ingredient
),
most as (
  select person, max(overlap_days) as overlap, argMin(supplied_days, (-overlap_days, supplied_days)) as supplied,
    sum(overlap_days) as overlap_all from by_ingredient group by person
),
judged as (
  select p.person as id, receipts0, steps, overlap_all,
    arrayStringConcat(arrayFilter(r -> r <> '', [
      if(receipts_max >= 20, 'R01', ''),
      if(months3 = 3 and receipts0 between 14 and 19 and receipts3 >= 36, 'R02', ''),
      if(months3 = 3 and institutions_fewest >= 3, 'R06', ''),
      if(months3 = 3 and days_one_institution >= 15, 'R09', ''),
      if(months3 = 3 and visit_days_fewest >= 15 and visit_days3 >= 40, 'R10', ''),
      if(months12 = 12 and new_institutions >= 4, 'R11', ''),
      if(months3 = 3 and pharmacies3 >= 4, 'R12', ''),
      if(prescribers_max >= 2, 'R13', ''),
      if(months3 = 3 and class_days_fewest >= 61, 'R14', ''),
      if(classes_from_three >= 1 or classes_from_two >= 2, 'R15', ''),
      if(most.overlap >= 30 or (most.overlap >= 14 and most.overlap >= 0.2 * supplied), 'R16', ''),
      if(long_prescribers >= 2 and (long_ingredients >= 10 or (long_ingredients >= 6
        and intDiv((intDiv({t0}, 100) * 12 + {t0} % 100) - (intDiv(birth_month, 100) * 12 + birth_month % 100), 12) >= 65)), 'R17', ''),
      if(agonist_prescribers >= 2, 'R18', ''),
      if(items3 >= 50 or prescribers3 >= 6, 'R23', ''),
      if(visit_days12 >= 90, 'R24', ''),
      if(visit_days0 >= 30, 'R25', '')]), '+') as rules
  from (select person, birth_month from file('{store}/persons/part-0.parquet', Parquet) where linkage <> 9) p
    left join risk using (person) left join care using (person) left join fresh using (person)
    left join one_place using (person) left join pharmacies using (person) left join tablets using (person) left join items using (person)
    left join duplicates using (person) left join class_days using (person) left join classes using (person) left join many using (person)
    left join agonists using (person) left join most using (person)
  where days0 > 0 or present = 1
)
select id, rules, receipts0, steps, overlap_all from judged where rules <> '' order by id;
