#include "pricing/intake/folder_channel.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTaking = ".taking";
constexpr std::string_view kTaken = "taken";
constexpr std::string_view kRefused = "refused";
// Between supplier and name of a file that is being taken: no name has it, for it is no character of a file's name.
constexpr char kBetween = '\x1f';

// What programs call a file that they are still writing, and what is no file of a person.
bool is_unfinished(const std::string& name) {
  const auto ends = [&](std::string_view end) { return name.size() > end.size() && std::string_view(name).ends_with(end); };
  return name.empty() || name.front() == '.' || name.starts_with("~$") || ends(".part") || ends(".tmp") || ends(".filepart") || ends(".crdownload") || ends(".partial");
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  stream.exceptions(std::ios::badbit);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string json_of(const std::vector<ImportReport>& reports) {
  std::string text;
  for (const ImportReport& report : reports) text += json_of(report) + "\n";
  return text;
}

}  // namespace

FolderChannel::FolderChannel(FolderRule rule, TakeIn take_in, Refuse refuse, Log& log)
    : rule_(std::move(rule)), take_in_(std::move(take_in)), refuse_(std::move(refuse)), log_(log) {}

std::size_t FolderChannel::look(Instant now) {
  std::error_code gone;
  if (!fs::is_directory(rule_.folder, gone)) {
    log_.warning("a folder for suppliers' files is not there", {{"folder", rule_.folder.string()}});
    return 0;
  }
  if (!has_looked_) take_up_left_overs(now);
  has_looked_ = true;
  std::size_t taken = 0;
  if (rule_.channel == Channel::folder) {
    look_into(rule_.folder, {}, now, taken);
  } else {
    for (const auto& entry : fs::directory_iterator(rule_.folder)) {
      const std::string name = entry.path().filename().string();
      if (entry.is_directory() && !entry.is_symlink() && name.front() != '.' && name != kTaken && name != kRefused) look_into(entry.path(), name, now, taken);
    }
  }
  std::erase_if(seen_, [](const auto& seen) {
    std::error_code ignored;
    return !fs::exists(seen.first, ignored);
  });
  return taken;
}

void FolderChannel::look_into(const fs::path& folder, const std::string& supplier, Instant now, std::size_t& taken) {
  std::vector<fs::path> whole;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (is_whole(entry, now)) whole.push_back(entry.path());
  }
  std::ranges::sort(whole);
  const fs::path taking = rule_.folder / kTaking;
  for (const fs::path& file : whole) {
    fs::create_directories(taking);
    const fs::path mine = taking / (supplier + kBetween + file.filename().string());
    std::error_code lost;
    fs::rename(file, mine, lost);
    if (lost) continue;  // Another node was first, or the file went.
    take(mine, supplier, now);
    ++taken;
  }
}

// A link is never followed: whoever may write into the folder could point it at any file of ours.
bool FolderChannel::is_whole(const fs::directory_entry& file, Instant now) {
  std::error_code gone;
  if (file.is_symlink(gone) || !file.is_regular_file(gone) || is_unfinished(file.path().filename().string())) return false;
  const Seen found{.size = file.file_size(gone), .written = file.last_write_time(gone), .since = now};
  if (gone) return false;
  const auto [seen, is_new] = seen_.try_emplace(file.path(), found);
  if (!is_new && (seen->second.size != found.size || seen->second.written != found.written)) seen->second = found;
  return now >= seen->second.since + rule_.settles_in;
}

void FolderChannel::take_up_left_overs(Instant now) {
  std::error_code none;
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(rule_.folder / kTaking, none)) left.push_back(entry.path());
  for (const fs::path& file : left) {
    const std::string name = file.filename().string();
    take(file, name.substr(0, std::min(name.find(kBetween), name.size())), now);
  }
}

void FolderChannel::take(const fs::path& waiting, const std::string& supplier, Instant now) {
  const std::string held_name = waiting.filename().string();
  const std::string name = held_name.substr(held_name.find(kBetween) + 1);
  IncomingPiece piece{.channel = rule_.channel, .origin = supplier.empty() ? name : supplier + "/" + name, .file_name = name, .supplier = supplier,
                      .actor = fmt::format("channel:{}", text_of(rule_.channel))};
  if (fs::file_size(waiting) > rule_.size_max) {
    const std::string reason = fmt::format("the file has more than {} bytes", rule_.size_max);
    refuse_(piece, reason);
    return put_aside(waiting, kRefused, name, reason + "\n", now);
  }
  piece.bytes = bytes_of(waiting);
  const IncomingPiece told = {.channel = piece.channel, .origin = piece.origin, .file_name = piece.file_name};
  const auto reports = take_in_(std::move(piece));
  if (!reports) {
    refuse_(told, reports.error().message);
    return put_aside(waiting, kRefused, name, reports.error().message + "\n", now);
  }
  put_aside(waiting, std::ranges::all_of(*reports, ended_well) ? kTaken : kRefused, name, json_of(*reports), now);
}

// A name that is there already gets a number: nothing is overwritten.
void FolderChannel::put_aside(const fs::path& file, std::string_view shelf, const std::string& name, const std::string& report, Instant now) {
  const fs::path day = rule_.folder / shelf / now.text().substr(0, 10);
  fs::create_directories(day);
  fs::path place = day / name;
  for (int number = 2; fs::exists(place); ++number) place = day / fmt::format("{} ({}){}", fs::path(name).stem().string(), number, fs::path(name).extension().string());
  {
    std::ofstream stream(place.string() + ".report.json", std::ios::binary);
    stream << report;
  }
  fs::rename(file, place);
  log_.info("a supplier's file was taken in", {{"file", name}, {"shelf", shelf}});
}

}  // namespace switchyard::pricing
