# The table of scripts/bench --peer: medians over the rounds of vgen's figure divided by the peer's
# figure of the same round.

$1 == "rate" && $5 > 0 && $6 > 0 {  # A round without an answer says nothing.
  key = $2 " " $3 " " $4
  ++count[key]
  rps[key, $9] = $5; micro[key, $9] = $6
  if ($9 > rounds) rounds = $9
  if (!($2 in known)) { known[$2] = 1; names[++servers] = $2 }
  if ($7 < 0.9 && $8 < 0.9) disturbed = 1
}
$1 == "memory" { memory[$2 " " $3] = $4 }

# Sorts values[1..n] and sets median, least and most.
function sum_up(values, n,    i, j, swap) {
  for (i = 2; i <= n; ++i) for (j = i; j > 1 && values[j - 1] > values[j]; --j) {
    swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
  }
  median = n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
  least = values[1]; most = values[n]
}

function median_of(table, key,    i, n, values) {
  for (i = 1; i <= rounds; ++i) if ((key, i) in table) values[++n] = table[key, i]
  sum_up(values, n)
  return median
}

# The median of table's figure of key a divided by that of key b, in the same rounds, with the least
# and the most.
function ratio_of(table, a, b,    i, n, values) {
  for (i = 1; i <= rounds; ++i) {
    if ((a, i) in table && (b, i) in table) values[++n] = table[a, i] / table[b, i]
  }
  if (n == 0) return "-"
  sum_up(values, n)
  return sprintf("%.2f x (%.2f-%.2f)", median, least, most)
}

function short(name) { sub(/^peer:/, "", name); return name }

END {
  split("post 1,post 16,get 1,get 16,message 1,message 16,broadcast 1,broadcast 16,text 1,upload 1",
        loads, ",")
  title["post 1"] = "POST"; title["post 16"] = "POST x16"
  title["get 1"] = "GET"; title["get 16"] = "GET x16"
  title["message 1"] = "message"; title["message 16"] = "message x16"
  title["broadcast 1"] = "1 to 1000"; title["broadcast 16"] = "1000 x16"
  title["text 1"] = "GET 1 MB"; title["upload 1"] = "POST 1 MB"
  printf "\n%-14s %-10s %12s %12s   %-22s %-22s\n", "server", "load", "requests/s", "us CPU",
         "vgen's rate is", "vgen's CPU is"
  for (l = 1; l in loads; ++l) for (s = 1; s <= servers; ++s) {
    key = names[s] " " loads[l]
    if (!(key in count)) continue
    printf "%-14s %-10s %12d %12.2f", short(names[s]), title[loads[l]], median_of(rps, key),
           median_of(micro, key)
    if (names[s] != "vgen") {
      printf "   %-22s %s", ratio_of(rps, "vgen " loads[l], key),
             ratio_of(micro, "vgen " loads[l], key)
    }
    print ""
  }
  print ""
  for (s = 1; s <= servers; ++s) for (l = 5; l in loads; ++l) {
    split(loads[l], word, " ")
    key = names[s] " " word[1]
    if (!(key in memory)) continue
    printf "%-14s %-10s grows by %d KiB: %.2f x the text\n", short(names[s]), title[loads[l]],
           memory[key], memory[key] * 1024 / 1000000
  }
  print "\nRatios are medians of rounds in which the servers alternate, with minimum and maximum."
  if (disturbed) {
    print "Other programs had a part of the cores: CPU times are comparable, rates are not."
  }
}
