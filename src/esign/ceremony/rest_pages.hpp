// The pages of the ceremony that are no JSON: the signing page's shell, closed doors, the landing page of letters.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "esign/ceremony/session_desk.hpp"
#include "http/response.hpp"
#include "values/embedded_file.hpp"

namespace switchyard::esign {

// The signing page: the build's index.html with its seed, or a plain page where nothing was built. Built once; safe from many threads.
class PageShell {
 public:
  explicit PageShell(std::span<const EmbeddedFile> assets);
  // `secret` is empty on a reload: the page has it.
  [[nodiscard]] http::Response page(const Session& session, std::string_view secret) const;

 private:
  std::string before_;   // Of the seed's place in index.html.
  std::string after_;
};

// Strict headers of every page here: `ancestors` may frame it, nobody else.
void set_page_headers(http::Response& response, const std::vector<std::string>& ancestors);

// 303 to where the door leads, or a page that says so.
[[nodiscard]] http::Response closed_door_page(const ClosedDoor& door);
// With the button that opens: a form that posts to `action`.
[[nodiscard]] http::Response letter_page(const LetterDoor& door, std::string_view action);
// A whole small page; `inner` is HTML.
[[nodiscard]] http::Response plain_page(int status, std::string_view language, std::string_view title, std::string_view inner);
// The style of the plain pages, served beside them: their policy takes none within.
[[nodiscard]] std::string_view plain_style();

}  // namespace switchyard::esign
