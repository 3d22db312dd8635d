// A folder into which suppliers' files are put, by hand or by SFTP. A file is taken when it has not changed for a while; it is then
// moved aside with its report, so that what lies in the folder is what still waits.
//
//   DIR/NAME               a watched folder; in a drop folder DIR/SUPPLIER/NAME, which must be of that supplier
//   DIR/.taking/…          while it is imported; taken up again after a crash
//   DIR/taken/DAY/NAME     imported, beside NAME.report.json; DIR/refused/DAY/NAME where nothing was published of it
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "ports/clock.hpp"
#include "ports/log.hpp"
#include "pricing/intake/take_in.hpp"

namespace switchyard::pricing {

struct FolderRule {
  std::filesystem::path folder;
  Channel channel = Channel::folder;           // folder or drop.
  Duration settles_in = Duration::seconds(5);  // Unchanged for so long, it is whole.
  std::size_t size_max = workbook::Limits{}.file_size_max;
};

// For one thread; several nodes may watch one shared folder, since a file is taken by renaming it.
class FolderChannel {
 public:
  // Takes one file in and gives its reports.
  using TakeIn = std::function<Result<std::vector<ImportReport>>(IncomingPiece)>;
  using Refuse = std::function<void(const IncomingPiece&, const std::string& reason)>;

  FolderChannel(FolderRule rule, TakeIn take_in, Refuse refuse, Log& log);

  // Takes what is whole by now; gives how many. `now` is real time. Throws what the database throws: the file then waits.
  std::size_t look(Instant now);

 private:
  struct Seen {
    std::uintmax_t size = 0;
    std::filesystem::file_time_type written{};
    Instant since{};
  };

  void take_up_left_overs(Instant now);
  void look_into(const std::filesystem::path& folder, const std::string& supplier, Instant now, std::size_t& taken);
  [[nodiscard]] bool is_whole(const std::filesystem::directory_entry& file, Instant now);
  void take(const std::filesystem::path& waiting, const std::string& supplier, Instant now);
  void put_aside(const std::filesystem::path& file, std::string_view shelf, const std::string& name, const std::string& report, Instant now);

  const FolderRule rule_;
  const TakeIn take_in_;
  const Refuse refuse_;
  Log& log_;
  bool has_looked_ = false;
  std::map<std::filesystem::path, Seen> seen_;
};

}  // namespace switchyard::pricing
