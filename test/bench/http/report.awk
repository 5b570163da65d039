# Turns the lines of bench.bash into the table of docs/performance.md: medians, ratios, targets.

$1 == "rate" {
  key = $2 " " $3 " " $4
  n = ++count[key]
  rps[key, n] = $5; micro[key, n] = $6
  if ($7 > 0.97) client_bound[key] = 1
  # Neither side had its core: something else did.
  if ($7 < 0.9 && $8 < 0.9) disturbed = 1
}
$1 == "instructions" { instructions[$2 " " $3 " " $4] = $5 }
$1 == "allocations" { allocations[$2 " " $3 " " $4] = $5 }
$1 == "start_up" { split($2, word, "="); start_up = word[2] }
$1 == "stripped" { stripped = $2 }
$1 == "idle" { idle[$2] = $3 }
$1 == "idle_websocket" { idle_websocket[$2] = $3 }

# Sets median, least and most of table[key, 1..count[key]].
function sum_up(table, key,    i, j, n, sorted, swap) {
  n = count[key]
  for (i = 1; i <= n; ++i) sorted[i] = table[key, i]
  for (i = 2; i <= n; ++i) for (j = i; j > 1 && sorted[j - 1] > sorted[j]; --j) {
    swap = sorted[j]; sorted[j] = sorted[j - 1]; sorted[j - 1] = swap
  }
  median = n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
  least = sorted[1]; most = sorted[n]
}

function median_of(table, key) { sum_up(table, key); return median }

function show_server(name, load,    key, count_text) {
  key = name " " load
  if (!(key in count)) return
  count_text = (key in instructions) ? instructions[key] : "-"
  sum_up(micro, key)
  printf "%-9s %-8s %12s   %6.2f (%.2f-%.2f)", name, title[load], count_text, median, least, most
  sum_up(rps, key)
  printf "%*s%8d (%d-%d)%s\n", 2, "", median, least, most, client_bound[key] ? " client-bound" : ""
}

# One line of the targets; limit "<=" or ">=" a number.
function judge(id, what, value, relation, target, form,    good) {
  good = relation == "<=" ? value <= target : value >= target
  printf "%-4s %-58s " form "  %s " form "  %s\n", id, what, value, relation, target,
         good ? "ok" : "miss"
}

# How much more one core answers. Where other programs took the cores, from the CPU time of a
# request: that is what remains comparable.
function faster(a, b) { return disturbed ? ratio(micro, b, a) : ratio(rps, a, b) }

function ratio(table, a, b) { return median_of(table, a) / median_of(table, b) }

END {
  title["post 1"] = "POST"; title["post 16"] = "POST x16"
  title["get 1"] = "GET"; title["get 16"] = "GET x16"
  title["message 1"] = "message"; title["message 16"] = "msg x16"
  title["broadcast 1"] = "to 1000"; title["broadcast 16"] = "1000 x16"
  split("post 1,post 16,get 1,get 16,message 1,message 16,broadcast 1,broadcast 16", loads, ",")
  split("epoll,vgen,beast,fastify", names, ",")
  printf "\n%-9s %-8s %12s   %-20s  %s\n", "server", "load", "instructions", "us CPU (min-max)",
         "requests/s (min-max)"
  for (l = 1; l in loads; ++l) for (i = 1; i in names; ++i) show_server(names[i], loads[l])
  print "\nWith one request outstanding the kernel is 85 to 95 % of the cost and every good server"
  print "is within 15 % of the limit: the differences show in instructions, under pipelining (x16),"
  print "and in the CPU that is left for the application."
  if (disturbed) {
    print "Other programs had a part of these cores: rates are too low, and ratios of rates come"
    print "from CPU times instead."
  }
  print ""

  judge("P1", "POST: instructions a request", instructions["vgen post 1"], "<=", 9000, "%8d")
  judge("P2", "POST: CPU against bare epoll", ratio(micro, "vgen post 1", "epoll post 1"),
        "<=", 1.25, "%8.2f")
  judge("P3", "POST: rate against Beast's example with nlohmann",
        faster("vgen post 1", "beast post 1"), ">=", 3.8, "%8.2f")
  if ("fastify post 1" in count) {
    judge("P3", "POST: rate against Fastify", faster("vgen post 1", "fastify post 1"),
          ">=", 4.5, "%8.2f")
  }
  printf "%-4s %-58s %8.2f  (its peers, uWebSockets and Drogon, are not measured here)\n", "P4",
         "POST x16: rate against Beast's example with nlohmann",
         faster("vgen post 16", "beast post 16")
  judge("P5", "GET: instructions a request", instructions["vgen get 1"], "<=", 2000, "%8d")
  judge("P5", "GET: CPU against bare epoll", ratio(micro, "vgen get 1", "epoll get 1"),
        "<=", 1.10, "%8.2f")
  judge("P6", "message: rate against Beast's chat example with nlohmann",
        faster("vgen message 1", "beast message 1"), ">=", 1.6, "%8.2f")
  judge("P6", "message: CPU against bare epoll", ratio(micro, "vgen message 1", "epoll message 1"),
        "<=", 1.25, "%8.2f")
  judge("P7", "message x16: rate against Beast's chat example with nlohmann",
        faster("vgen message 16", "beast message 16"), ">=", 8, "%8.2f")
  judge("P8", "1 to 1,000: rate against bare epoll",
        faster("vgen broadcast 1", "epoll broadcast 1"), ">=", 0.95, "%8.2f")
  judge("P8", "1 to 1,000: instructions a delivery", instructions["vgen broadcast 1"],
        "<=", 150, "%8d")
  judge("P9", "1 to 1,000 x16: instructions a delivery", instructions["vgen broadcast 16"],
        "<=", 40, "%8d")
  judge("P13", "GET: allocations a request", allocations["vgen get 1"], "<=", 0, "%8.2f")
  judge("P13", "POST: allocations a request (5 strings of the input)", allocations["vgen post 1"],
        "<=", 5, "%8.2f")
  if ("vgen" in idle) {
    judge("P10b", "bytes of memory of an idle connection", idle["vgen"], "<=", 700, "%8d")
  }
  if ("vgen" in idle_websocket) {
    judge("P10a", "bytes of memory of an idle websocket", idle_websocket["vgen"], "<=", 1200,
          "%8d")
  }
  if ("beast" in idle_websocket) {
    printf "%-4s %-58s %8d\n", "", "the same of Beast's example", idle_websocket["beast"]
  }
  if ("beast" in idle) printf "%-4s %-58s %8d\n", "", "the same of Beast's example", idle["beast"]
  if (start_up != "") {
    judge("G4", "todo server: milliseconds to the first answer", start_up, "<=", 10, "%8.1f")
  }
  if (stripped != "") judge("G4", "todo server: stripped, MB", stripped / 1048576, "<=", 3, "%8.2f")
}
