# Makes panel-waitlist.csv, panel-observational.csv, series.csv, series-by-sex.csv (invented, no real data; reads panel-by-sex.csv) and designs.csv (columns case,value):
# the numbers of src/Evaluate/Designs as R gives them. Run in this folder: Rscript designs.R   (R 4.2.2, sandwich 3.0-2)
suppressPackageStartupMessages(library(sandwich))
options(digits = 17)
out <- list()
put <- function(name, value) out[[length(out) + 1]] <<- data.frame(case = name, value = sprintf("%.17g", as.numeric(value)))
addm <- function(m, k) { i <- (m %/% 100) * 12 + m %% 100 - 1 + k; (i %/% 12) * 100 + i %% 12 + 1 }
days <- function(m) ifelse(m %% 100 == 2 & (m %/% 100) %% 4 == 0, 29, c(31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m %% 100])
ctl <- glm.control(epsilon = 1e-15, maxit = 300)
es <- function(id, b, se) { put(paste0(id, ":estimate"), b); put(paste0(id, ":se"), se) }

# --- waitlist: letters at random in 202411, 202501, 202503 or never
set.seed(21); rows <- list(); sel <- 202410
for (i in 1:80) {
  g <- c(202411, 202501, 202503, NA)[1 + (i - 1) %% 4]; sex <- 1 + rbinom(1, 1, .5); mu <- rgamma(1, 8, 1)
  for (k in -3:8) { m <- addm(sel, k); if (i %% 11 == 0 && k == 5) next
    e <- if (i %% 13 == 0 && k == 2) 15 else days(m)
    y <- rpois(1, mu * e / days(m) * ifelse(!is.na(g) && m >= g, .8, 1))
    rows[[length(rows) + 1]] <- data.frame(person_id = sprintf("w%03d", i), sex, arm = ifelse(is.na(g), "holdout", "letter"), month = m, letter_month = ifelse(is.na(g), "", g),
      claims = y, institutions = min(y, 3), dispensed_quantity = 10 * y, person_days_at_risk = e, selection_month = sel, G = ifelse(is.na(g), Inf, g)) }
}
d <- do.call(rbind, rows); write.csv(d[, names(d) != "G"], "panel-waitlist.csv", row.names = FALSE, quote = FALSE)
d$rate <- d$claims / (d$person_days_at_risk / days(d$month))
Y <- tapply(d$rate, list(d$person_id, d$month), sum); G <- tapply(d$G, d$person_id, min); n <- nrow(Y); WY <- Y; WG <- G; WS <- tapply(d$sex, d$person_id, min); ms <- as.numeric(colnames(Y)); gs <- sort(unique(G[is.finite(G)]))
for (rule in c("never", "notyet")) {
  cells <- list()
  for (g in gs) for (t in ms[-1]) {
    base <- if (t >= g) addm(g, -1) else addm(t, -1)
    dy <- Y[, as.character(t)] - Y[, as.character(base)]; ok <- !is.na(dy)
    C <- if (rule == "never") is.infinite(G) else (is.infinite(G) | G > t) & G != g
    a <- which(ok & G == g); b <- which(ok & C); inf <- numeric(n)
    inf[a] <- n / length(a) * (dy[a] - mean(dy[a])); inf[b] <- -n / length(b) * (dy[b] - mean(dy[b]))
    att <- mean(dy[a]) - mean(dy[b]); es(sprintf("waitlist|cs.%s.att(g=%d,t=%d)", rule, g, t), att, sqrt(mean(inf^2) / n))
    cells[[length(cells) + 1]] <- list(g = g, t = t, e = (t %/% 100 - g %/% 100) * 12 + t %% 100 - g %% 100, att = att, inf = inf, w = sum(G == g))
  }
  agg <- function(id, k) { w <- sapply(cells[k], `[[`, "w"); w <- w / sum(w); inf <- Reduce(`+`, Map(function(c, w) c$inf * w, cells[k], w))
    es(sprintf("waitlist|cs.%s.%s", rule, id), sum(w * sapply(cells[k], `[[`, "att")), sqrt(mean(inf^2) / n)) }
  e <- sapply(cells, `[[`, "e"); gg <- sapply(cells, `[[`, "g")
  agg("simple", which(e >= 0)); for (x in sort(unique(e))) agg(sprintf("dynamic(e=%d)", x), which(e == x)); for (g in gs) agg(sprintf("group(g=%d)", g), which(gg == g & e >= 0))
}

# --- observational: letters by judgement, more likely after a high selection month
set.seed(22); rows <- list(); letter <- 202412; sel <- 202411
for (i in 1:160) {
  sex <- 1 + rbinom(1, 1, .5); mu <- rgamma(1, 8, 1); ys <- rpois(1, mu * exp(rnorm(1, .3, .3))); arm <- rbinom(1, 1, plogis(-2 + .12 * ys + .3 * (sex == 2))); age <- round(runif(1, 40, 74))
  for (k in -5:6) { m <- addm(sel, k); y <- if (k == 0) ys else rpois(1, mu * ifelse(arm == 1 && m >= letter, .85, 1))
    rows[[length(rows) + 1]] <- data.frame(person_id = sprintf("o%03d", i), sex, arm = ifelse(arm == 1, "letter", "holdout"), month = m, letter_month = letter, claims = y,
      institutions = min(y, 4), dispensed_quantity = 12 * y, person_days_at_risk = days(m), selection_month = sel, age) }
}
d <- do.call(rbind, rows); write.csv(d, "panel-observational.csv", row.names = FALSE, quote = FALSE)
P <- d[!duplicated(d$person_id), c("person_id", "sex", "arm", "age")]; P$z <- as.numeric(P$arm == "letter"); P$female <- as.numeric(P$sex == 2)
s <- function(k, v) as.vector(tapply(ifelse(k, v, 0), d$person_id, sum)[P$person_id]); e <- rep(1, nrow(d)); pre <- d$month < sel; post <- d$month >= letter
P$y0 <- s(pre, d$claims); P$e0 <- s(pre, e); P$y1 <- s(post, d$claims); P$e1 <- s(post, e); P$selection_rate <- s(d$month == sel, d$claims); P$pre_rate <- P$y0 / P$e0; P$change <- P$y1 / P$e1 - P$pre_rate
m <- glm(z ~ selection_rate + pre_rate + female + age, binomial, P, control = ctl); P$ps <- fitted(m)
for (v in names(coef(m))) put(sprintf("observational|ps.coefficients:%s", v), coef(m)[[v]])
P$w <- ifelse(P$z == 1, 1, P$ps / (1 - P$ps)); c0 <- P$z == 0
for (v in c("selection_rate", "pre_rate", "female", "age")) { x <- P[[v]]; sd1 <- sd(x[!c0])
  put(sprintf("observational|smd.%s:before", v), (mean(x[!c0]) - mean(x[c0])) / sd1); put(sprintf("observational|smd.%s:after", v), (mean(x[!c0]) - weighted.mean(x[c0], P$w[c0])) / sd1) }
put("observational|ess.control:value", sum(P$w[c0])^2 / sum(P$w[c0]^2)); put("observational|max_weight:value", max(P$w[c0]))
m <- lm(change ~ z, P, weights = w); for (v in c("HC0", "HC1")) es(paste0("observational|claims.att_weighted_mean_change.", v), coef(m)[["z"]], sqrt(vcovHC(m, v)["z", "z"]))
m <- suppressWarnings(glm(y1 ~ z + offset(log(e1)), poisson, P, weights = w, control = ctl)); es("observational|claims.att_weighted_poisson_post.HC0", coef(m)[["z"]], sqrt(vcovHC(m, "HC0")["z", "z"]))
L <- rbind(data.frame(P, y = P$y0, e = P$e0, post = 0), data.frame(P, y = P$y1, e = P$e1, post = 1))
m <- suppressWarnings(glm(y ~ z * post + offset(log(e)), poisson, L, weights = w, control = ctl)); es("observational|claims.att_weighted_did_poisson.CR1.z", coef(m)[["z:post"]], sqrt(vcovCL(m, L$person_id, "HC0", cadjust = TRUE)["z:post", "z:post"]))
# greedy 1:1 on the logit, treated in falling order of the score, ties by id, caliper .2 SD of the logit
P$lp <- qlogis(P$ps); cal <- .2 * sd(P$lp); free <- P[P$z == 0, ]; diff <- c()
for (i in order(-P$lp, P$person_id)) if (P$z[i] == 1 && nrow(free) > 0) { g <- abs(free$lp - P$lp[i]); j <- order(g, free$person_id)[1]; if (g[j] <= cal) { diff <- c(diff, P$change[i] - free$change[j]); free <- free[-j, ] } }
OP <- P; put("observational|match.n_pairs:value", length(diff)); es("observational|claims.matched_pair_did", mean(diff), sd(diff) / sqrt(length(diff)))

# --- series: whole insured population, with another insurer beside it
set.seed(23); n <- 48; ms <- sapply(0:(n - 1), function(k) addm(202201, k)); start <- 202501; rows <- list(); ar <- as.numeric(arima.sim(list(ar = .4), n)) * .01
for (z in 1:0) { pm <- 20000 + 100 * (1:n) - 3000 * z; lam <- pm * exp(log(1.2) + .002 * (1:n) + ar + z * (ms >= start) * -.03)
  rows[[length(rows) + 1]] <- data.frame(month = ms, events = rpois(n, lam), person_months = pm, series = ifelse(z == 1, "own", "comparison")) }
d <- do.call(rbind, rows); write.csv(d, "series.csv", row.names = FALSE, quote = FALSE)
O <- d[d$series == "own", ]; O$t <- 0:(n - 1); O$post <- as.numeric(O$month >= start); O$tp <- pmax(0, O$t - which(O$month == start) + 1); O$s1 <- sin(2 * pi * (O$month %% 100) / 12); O$c1 <- cos(2 * pi * (O$month %% 100) / 12)
m <- lm(events / person_months ~ t + post + tp + s1 + c1, O)
for (v in c("post", "tp")) { es(sprintf("its|its_ols.%s.classical", v), coef(m)[[v]], sqrt(vcov(m)[v, v])); for (L in c(1, 3, 6)) es(sprintf("its|its_ols.%s.NW%d", v, L), coef(m)[[v]], sqrt(NeweyWest(m, lag = L, prewhite = FALSE, adjust = FALSE)[v, v])) }
u <- residuals(m); put("its|durbin_watson:value", sum(diff(u)^2) / sum(u^2))
m <- glm(events ~ t + post + tp + s1 + c1 + offset(log(person_months)), poisson, O, control = ctl); q <- summary(glm(events ~ t + post + tp + s1 + c1 + offset(log(person_months)), quasipoisson, O, control = ctl))
mp <- m
for (v in c("post", "tp")) { es(sprintf("its|its_poisson.%s.HC0", v), coef(m)[[v]], sqrt(vcovHC(m, "HC0")[v, v])); es(sprintf("its|its_quasipoisson.%s", v), coef(m)[[v]], q$coefficients[v, 2]) }
A <- d; A$t <- rep(0:(n - 1), 2); A$post <- as.numeric(A$month >= start); A$tp <- pmax(0, A$t - which(O$month == start) + 1); A$z <- as.numeric(A$series == "own"); A$s1 <- sin(2 * pi * (A$month %% 100) / 12); A$c1 <- cos(2 * pi * (A$month %% 100) / 12)
m <- glm(events ~ z * (t + post + tp) + s1 + c1 + offset(log(person_months)), poisson, A, control = ctl)
for (v in c("z:post", "z:tp")) es(sprintf("its|cits_poisson.%s.HC0", v), coef(m)[[v]], sqrt(vcovHC(m, "HC0")[v, v]))
for (v in c("post", "tp")) es(sprintf("its|its_poisson.%s.NW3", v), coef(mp)[[v]], sqrt(NeweyWest(mp, lag = 3, prewhite = FALSE, adjust = FALSE)[v, v]))
nw <- function(id, y, O) { O$y <- y; m <- lm(y ~ t + post + tp + s1 + c1, O); for (v in c("post", "tp")) es(sprintf(id, v), coef(m)[[v]], sqrt(NeweyWest(m, lag = 3, prewhite = FALSE, adjust = FALSE)[v, v])) }
C <- d[d$series == "comparison", ]; nw("its|cits_log_ratio.%s.NW3", log(O$events / O$person_months) - log(C$events / C$person_months), O)

# --- the same months by sex
set.seed(24); B <- do.call(rbind, lapply(c("own", "comparison"), function(z) { S <- d[d$series == z, ]; f <- rbinom(n, S$events, .55); p <- round(S$person_months * .52)
  rbind(data.frame(month = S$month, events = S$events - f, person_months = S$person_months - p, series = z, sex = 1), data.frame(month = S$month, events = f, person_months = p, series = z, sex = 2)) }))
write.csv(B, "series-by-sex.csv", row.names = FALSE, quote = FALSE)
lr <- function(z, x) { S <- B[B$series == z & B$sex == x, ]; log(S$events / S$person_months) }
for (x in 1:2) nw(paste0("itssex|", c("male", "female")[x], ".cits_log_ratio.%s.NW3"), lr("own", x) - lr("comparison", x), O)
nw("itssex|its_log_ratio_by_sex.%s.NW3", lr("own", 2) - lr("own", 1) - lr("comparison", 2) + lr("comparison", 1), O)

# --- waitlist by sex: mean effect after the letter against people not yet lettered, and the women's less the men's
att <- function(k) { Y <- WY[k, ]; G <- WG[k]; n <- nrow(Y); ms <- as.numeric(colnames(Y)); w <- c(); a <- c(); I <- list()
  for (g in sort(unique(G[is.finite(G)]))) for (t in ms[-1]) if (t >= g) { dy <- Y[, as.character(t)] - Y[, as.character(addm(g, -1))]; ok <- !is.na(dy)
    x <- which(ok & G == g); y <- which(ok & (is.infinite(G) | G > t) & G != g); inf <- numeric(n); inf[x] <- n / length(x) * (dy[x] - mean(dy[x])); inf[y] <- -n / length(y) * (dy[y] - mean(dy[y]))
    w <- c(w, sum(G == g)); a <- c(a, mean(dy[x]) - mean(dy[y])); I[[length(I) + 1]] <- inf }
  w <- w / sum(w); list(b = sum(w * a), s = Reduce(`+`, Map(`*`, I, w)) / n) }
am <- att(WS == 1); af <- att(WS == 2); es("waitlist|claims.male.cs.notyet.simple", am$b, sqrt(sum(am$s^2))); es("waitlist|claims.female.cs.notyet.simple", af$b, sqrt(sum(af$s^2)))
es("waitlist|claims.cs.notyet.simple.sex_difference", af$b - am$b, sqrt(sum(am$s^2) + sum(af$s^2)))

# --- observational within each sex, and the interaction with each sex's own weights
OP$ws <- NA; for (x in 0:1) { k <- OP$female == x; OP$ws[k] <- { f <- fitted(glm(z ~ selection_rate + pre_rate + age, binomial, OP[k, ], control = ctl)); ifelse(OP$z[k] == 1, 1, f / (1 - f)) } }
L <- rbind(data.frame(OP, y = OP$y0, e = OP$e0, post = 0), data.frame(OP, y = OP$y1, e = OP$e1, post = 1))
for (x in 0:1) { K <- L[L$female == x, ]; m <- suppressWarnings(glm(y ~ z * post + offset(log(e)), poisson, K, weights = ws, control = ctl))
  es(sprintf("observational|claims.%s.att_weighted_did_poisson.CR1.z", c("male", "female")[x + 1]), coef(m)[["z:post"]], sqrt(vcovCL(m, K$person_id, "HC0", cadjust = TRUE)["z:post", "z:post"])) }
m <- suppressWarnings(glm(y ~ z * post * female + offset(log(e)), poisson, L, weights = ws, control = ctl))
es("observational|claims.att_weighted_did_poisson_sex_interaction.CR1.z", coef(m)[["z:post:female"]], sqrt(vcovCL(m, L$person_id, "HC0", cadjust = TRUE)["z:post:female", "z:post:female"]))

# --- event study by sex: mean of the months of POST against the month before selection; K counts months twice in the joint model
E <- read.csv("panel-by-sex.csv"); E$letter <- as.numeric(E$arm == "letter"); E$female <- as.numeric(E$sex == 2); E$e <- E$person_days_at_risk / days(E$month); E <- E[E$e > 0 & E$month >= 202406 & E$month <= 202505 & E$sex > 0, ]
ms <- setdiff(sort(unique(E$month)), 202410); po <- paste0("ML", ms[ms >= 202412])
post <- function(id, E, both) { M <- sapply(ms, function(x) E$letter * (E$month == x)); colnames(M) <- paste0("L", ms); g <- length(unique(E$person_id)); N <- nrow(E); k <- 2 * length(ms) + 1
  if (both) { F <- M * E$female; m <- lm(E$claims / E$e ~ M + F + factor(E$month) + factor(E$month):E$female + factor(E$person_id)); po <- sub("^M", "F", po); k <- 2 * k } else m <- lm(E$claims / E$e ~ M + factor(E$month) + factor(E$person_id))
  V <- vcovCL(m, E$person_id, "HC0", cadjust = FALSE)[po, po] * g / (g - 1) * (N - 1) / (N - k); a <- rep(1 / length(po), length(po)); es(id, sum(a * coef(m)[po]), sqrt(t(a) %*% V %*% a)) }
post("eventstudy|claims.event_study_post.CR1S.t", E, FALSE); post("eventstudy|claims.male.event_study_post.CR1S.t", E[E$sex == 1, ], FALSE); post("eventstudy|claims.female.event_study_post.CR1S.t", E[E$sex == 2, ], FALSE)
post("eventstudy|claims.event_study_post_sex_interaction.CR1S.t", E, TRUE)
write.csv(do.call(rbind, out), "designs.csv", row.names = FALSE, quote = FALSE)
