# Makes detection-{people,visits,supplies}.csv (random histories) and detection-{features,season}.csv (what they come to by the
# textbook definitions) and detection-overlaps.csv (every ingredient of two prescribers) for tests/ClaimsWatch.Tests/Detect/FeatureReferenceTests.cs. Run in this folder: Rscript detection.R   (R 4.2.2)
set.seed(20261128)
t0 <- as.Date("2024-11-01"); first <- seq(t0, by = "-1 month", length.out = 13); end <- as.Date("2024-12-01")  # first[b + 1]: b months back
length_of <- function(b) as.integer(c(end, first)[b + 1] - first[b + 1])
n <- 90; backs <- 0:11
people <- data.frame(person = 1:n, sex = sample(c(1, 2, 2, 1, 0), n, TRUE), age = sample(c(5, 17, 18, 39, 40, 64, 65, 74, 75, 90), n, TRUE))
level <- rpois(n, 4); rise <- sample(-1:2, n, TRUE)
for (b in backs) people[[paste0("days", b)]] <- ifelse(runif(n) < .12, sample(3:25, n, TRUE), length_of(b))
for (b in backs) people[[paste0("receipts", b)]] <- pmax(0, level + rise * (5 - min(5, b)) + rpois(n, if (b %in% c(8, 9)) 4 else 1) - 1)

visits <- unique(expand.grid(person = 1:n, back = backs, clinic = 1:6)); visits <- visits[runif(nrow(visits)) < c(.25, .12, .05, .03, .02, .01)[visits$clinic], ]
visits <- visits[visits$person %% 9 != 0, ]; visits$days <- sample(1:9, nrow(visits), TRUE)
few <- visits$person %% 9 == 1; visits <- visits[!few | !duplicated(visits$person), ]; visits$days[visits$person %% 9 == 1] <- 1  # one visit day

# Etizolam 0.5 and 1 mg are one ingredient; route 1 oral, 2 as needed; prescriber 0 unknown.
ingredient <- c("611170513" = 1179025, "611170514" = 1179025, "610443047" = 1129009, "620098902" = 1149019)
m <- 420
supplies <- data.frame(person = sample(seq(2, n, 2), m, TRUE), back = sample(0:3, m, TRUE), day = sample(1:28, m, TRUE), drug = sample(names(ingredient), m, TRUE),
                       prescriber = sample(0:3, m, TRUE, c(1, 5, 5, 3)), route = sample(1:2, m, TRUE, c(9, 1)), days = sample(c(7, 14, 28, 40), m, TRUE))
supplies$quantity <- sample(c(7, 10.5, 14, 21, 28, 40, 84), m, TRUE)

# ---- receipts of a month: 調剤 of others, one a clinic visited, one 調剤 a prescriber of the medicines
receipts <- sapply(backs, function(b) sapply(1:n, function(p) people[p, paste0("receipts", b)] + sum(visits$person == p & visits$back == b) +
  length(unique(supplies$prescriber[supplies$person == p & supplies$back == b]))))
insured <- sapply(backs, function(b) people[[paste0("days", b)]])
group <- cut(people$age, c(-Inf, 17, 39, 64, 74, Inf), labels = FALSE) - 1

# ---- season: receipts a person-month of 15 insured days and more over the mean of the twelve; a month under 25 receipts makes a cell thin
index_of <- function(who) {
  r <- sapply(backs + 1, function(c) c(sum(receipts[who & insured[, c] >= 15, c]), sum(who & insured[, c] >= 15)))
  if (any(r[1, ] < 25)) NULL else (r[1, ] / r[2, ]) / mean(r[1, ] / r[2, ])
}
everyone <- index_of(rep(TRUE, n)); season <- NULL; own <- 0
for (s in 0:2) for (a in 0:5) {
  i <- index_of(people$sex == s & group == a); own <- own + !is.null(i)
  season <- rbind(season, data.frame(back = backs, sex = s, group = a, own = as.integer(!is.null(i)), index = sprintf("%.17g", if (is.null(i)) everyone else i)))
}
index <- function(p, b) as.numeric(season$index[season$back == b & season$sex == people$sex[p] & season$group == group[p]])

# ---- tablets (or mg) of one ingredient by day: a prescriber's amount is that of the dispensing day with most, two strengths of one day add up;
# beyond the largest prescriber of a day all is overlap. Whole steps of 1e-5, a day's share rounded half up.
mg <- c("611170513" = .5, "611170514" = 1, "610443047" = 5, "620098902" = 60); ddd <- c("1129009" = 10)
amounts <- function(s, steps, until) {
  all <- biggest <- numeric(until)
  for (d in unique(s$prescriber)) {
    of <- numeric(until)
    for (from in unique(s$from[s$prescriber == d])) {
      given <- numeric(until)
      for (i in which(s$prescriber == d & s$from == from)) {
        on <- from + seq_len(s$days[i]) - 1; on <- on[on <= until]
        given[on] <- given[on] + (2 * steps[i] + s$days[i]) %/% (2 * s$days[i])
      }
      of <- pmax(of, given)
    }
    all <- all + of; biggest <- pmax(biggest, of)
  }
  c(sum(all - biggest), sum(all)) / 1e5
}

# ---- the features of one person
of_person <- function(p) {
  v <- visits[visits$person == p, ]; k <- tapply(v$days, v$clinic, sum); N <- sum(k)
  coc <- if (N < 2) NA else (sum(k^2) - N) / (N * (N - 1))   # Bice & Boxerman 1977
  upc <- if (N == 0) NA else max(k) / N
  ok <- (0:5)[insured[p, 1:6] >= 15]
  y <- sapply(ok, function(b) receipts[p, b + 1] / index(p, b)); x <- -ok
  slope <- NA                                                   # Theil 1950, Sen 1968: six months, five valid, t0 among them
  if (length(ok) >= 5 && 0 %in% ok) { ij <- combn(length(ok), 2); slope <- median((y[ij[2, ]] - y[ij[1, ]]) / (x[ij[2, ]] - x[ij[1, ]])) }
  s <- supplies[supplies$person == p & supplies$back < 3 & supplies$prescriber > 0 & supplies$route == 1, ]
  days <- lapply(seq_len(nrow(s)), function(i) { d <- as.integer(first[s$back[i] + 1]) + s$day[i] - 1 + seq_len(s$days[i]) - 1; d[d < as.integer(end)] })
  oldest <- as.integer(first[3]); s$from <- as.integer(first[s$back + 1]) + s$day - oldest; until <- as.integer(end) - oldest
  o <- do.call(rbind, lapply(sort(unique(ingredient[s$drug])), function(g) {            # Pradel 2004: days of an ingredient by prescriber
    its <- ingredient[s$drug] == g
    one <- lapply(unique(s$prescriber), function(d) unique(unlist(days[its & s$prescriber == d])))
    tablets <- amounts(s[its, ], s$quantity[its] * 1e5, until)
    doses <- amounts(s[its, ], s$quantity[its] * 1e5 * mg[s$drug[its]], until) / ddd[as.character(g)]
    if (length(unique(s$prescriber[its])) > 1)
      overlaps <<- rbind(overlaps, c(p, g, sum(lengths(one)) - length(unique(unlist(one))), sum(lengths(one)), tablets, doses))
    c(sum(lengths(one)) - length(unique(unlist(one))), sum(lengths(one)), tablets)
  }))
  o <- rbind(o, c(0, 0, NA, NA)); most <- o[order(-o[, 1], o[, 2]), , drop = FALSE][1, ]; none <- most[1] == 0
  c(coc, upc, slope, most[1], if (none) NA else most[1] / most[2], sum(o[, 1]), if (none) c(NA, NA) else c(most[3], most[3] / most[4]))
}
overlaps <- NULL
f <- t(sapply(1:n, of_person))
colnames(f) <- c("coc", "upc", "trend_slope", "overlap_days", "overlap_share", "overlap_days_all", "overlap_tablets", "overlap_tablets_share")
colnames(overlaps) <- c("person", "ingredient", "days", "days_supplied", "tablets", "tablets_supplied", "ddd", "ddd_supplied")
put <- function(d, name) write.csv(d, name, row.names = FALSE, quote = FALSE)
put(people, "detection-people.csv"); put(visits, "detection-visits.csv"); put(supplies, "detection-supplies.csv")
put(cbind(person = 1:n, apply(f, 2, function(c) ifelse(is.na(c), "NA", sprintf("%.17g", c)))), "detection-features.csv"); put(season, "detection-season.csv")
put(apply(overlaps, 2, function(c) ifelse(is.na(c), "NA", sprintf("%.17g", c))), "detection-overlaps.csv")
cat(R.version.string, ": own cells", own, ", NA by column", colSums(is.na(f)), ", people with overlap", sum(f[, 4] > 0), "\n")
