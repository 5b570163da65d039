#include "bench_documents.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>

namespace bench {

std::vector<Record> make_records(unsigned count) {
  std::vector<Record> records;
  for (unsigned i = 0; i < count; ++i) {
    Record& record = records.emplace_back();
    record.id = 100000 + i;
    record.title = "Water the plants in room " + std::to_string(i % 90 + 10);
    record.text =
        "Not too much; the one on the left is dry already, the others can wait until Thursday";
    record.priority = static_cast<Priority>(i % 3);
    record.author = {.name = "Ada Lovelace", .email = "ada.lovelace@example.com"};
    record.labels = {"home", "garden", i % 2 == 0 ? "every week" : "once a month"};
    record.votes = i * 7 % 1000;
    record.done = i % 4 == 0;
  }
  return records;
}

std::vector<Point> make_points(unsigned count) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> degrees(-90, 90);
  std::vector<Point> points;
  for (unsigned i = 0; i < count; ++i) {
    // Two numbers of full precision, as programs print them; two short ones, as instruments do.
    points.push_back({.latitude = degrees(random),
                      .longitude = degrees(random) * 2,
                      .altitude = static_cast<double>(random() % 90000) / 10,
                      .time = 1.7e9 + static_cast<double>(random() % 100000000) / 1000});
  }
  return points;
}

std::vector<Status> make_statuses(unsigned count) {
  static const char* const texts[] = {
      "@aym0566x "
      "\n\n名前:前田あゆみ\n第一印象:なんか怖っ！\n今の印象:"
      "とりあえずキモい。噛み合わない\n好きなところ:ぶすでキモいとこ😋✨✨",
      "RT @KATANA77: えっそれは・・・（一同） http://t.co/PkCJAcSuYK",
      "Just posted a photo: \"the old bridge\" – café au lait & croissants for everyone",
      "So many words, and not one of them says anything about JSON, which is all that this text is "
      "here for.",
  };
  std::vector<Status> statuses;
  for (unsigned i = 0; i < count; ++i) {
    Status& status = statuses.emplace_back();
    status.created_at = "Sun Aug 31 00:29:" + std::to_string(10 + i % 50) + " +0000 2014";
    status.id = 505874924095815 + i;
    status.text = texts[i % 4];
    status.source =
        "<a href=\"http://twitter.com/download/iphone\" rel=\"nofollow\">Twitter for iPhone</a>";
    status.user = {.id = 1186275104 + i,
                   .name = i % 2 == 0 ? "AYUMI" : "Jürgen Müller",
                   .screen_name = "ayuu0123",
                   .location = i % 3 == 0 ? "" : "Zürich, Schweiz",
                   .description = i % 2 == 0 ? "元野球部マネージャー❤︎…最高の夏をありがとう…❤︎"
                                             : "Likes hiking, tea and C++.\nDislikes surprises.",
                   .followers_count = static_cast<std::int32_t>(i * 37 % 5000),
                   .verified = i % 10 == 0};
    if (i % 2 == 0) status.user.url = "http://t.co/" + std::to_string(i);
    if (i % 3 == 1)
      status.urls.push_back({.url = "http://t.co/PkCJAcSuYK",
                             .expanded_url = "http://twitter.com/KATANA77/status/50",
                             .indices = {46, 68}});
    status.retweet_count = static_cast<std::int32_t>(i % 100);
    status.favorite_count = static_cast<std::int32_t>(i % 7);
    status.lang = i % 4 < 2 ? "ja" : "en";
  }
  return statuses;
}

Catalog make_catalog(unsigned performances) {
  Catalog catalog;
  for (unsigned i = 0; i < performances / 4; ++i)
    catalog.area_names["20570" + std::to_string(5900 + i)] = "Arrière-scène " + std::to_string(i);
  for (unsigned i = 0; i < performances; ++i) {
    Performance& performance = catalog.performances.emplace_back();
    performance.id = 339887544 + i;
    performance.event_id = 138586341 + i / 3;
    for (unsigned k = 0; k < 4; ++k)
      performance.prices.push_back({.amount = static_cast<std::int32_t>(90250 - k * 10000),
                                    .seat_category_id = 338937295 + k});
    for (unsigned k = 0; k < 3; ++k)
      performance.areas.push_back({205705999 + k, 205705998 - k, 205705995});
    if (i % 5 == 0) performance.logo = "/images/UE0AAAAACEKo6QAAAAZDSVRN";
    performance.start = 1372701600000 + i;
    performance.venue_code = "PLEYEL_PLEYEL";
  }
  return catalog;
}

namespace {

using Tree = nlohmann::ordered_json;

Tree respelled(const Tree& from, const Spelling& spelling, std::mt19937& random) {
  if (from.is_array()) {
    Tree array = Tree::array();
    for (const Tree& item : from) array.push_back(respelled(item, spelling, random));
    return array;
  }
  if (!from.is_object()) return from;
  std::vector<std::pair<std::string, Tree>> members;
  for (const auto& [name, item] : from.items())
    members.emplace_back(name, respelled(item, spelling, random));
  if (spelling.order == Order::reversed) std::reverse(members.begin(), members.end());
  if (spelling.order == Order::shuffled) std::shuffle(members.begin(), members.end(), random);
  // Maps get no extra members, because their members are data.
  const bool extra = spelling.extra && !from.contains("area_names") &&
                     !(!from.empty() && from.begin().key().starts_with("20570"));
  Tree object = Tree::object();
  if (extra) object["metadata"] = {{"result_type", "recent"}, {"iso_language_code", "ja"}};
  for (auto& [name, item] : members) object[name] = std::move(item);
  if (extra) object["contributors"] = nullptr;
  return object;
}

}  // namespace

std::string respell(const std::string& json, const Spelling& spelling) {
  std::mt19937 random(7);
  return respelled(Tree::parse(json), spelling, random)
      .dump(spelling.indented ? 2 : -1, ' ', spelling.ascii);
}

}  // namespace bench
