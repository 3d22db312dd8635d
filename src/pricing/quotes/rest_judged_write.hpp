// A keyed write of what was judged by the rate book: where the book moved between the judgement and the commit, it is judged anew, so
// that nothing is quoted through a node that has not heard of a withdrawal yet.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/request.hpp"
#include "http/response.hpp"
#include "pricing/quotes/quote_desk.hpp"

namespace switchyard::pricing {

// Within the transaction; nothing where what was judged does not stand any more.
using JudgedWrite = std::function<std::optional<http::Response>(SqlTransaction&)>;
// Outside of it, by one book and one instant.
using Judge = std::function<JudgedWrite(std::shared_ptr<const RateBook>)>;

// 503 "rate_book_moving" where the book moved kJudgementsMax times.
inline constexpr int kJudgementsMax = 5;
[[nodiscard]] http::Response write_judged(const QuoteDesk& desk, const std::string& actor, const http::Request& request, const Judge& judge);

// A keyed write that needs no book.
[[nodiscard]] http::Response write_once_keyed(const QuoteDesk& desk, const std::string& actor, const http::Request& request,
                                              const std::function<http::Response(SqlTransaction&)>& work);

}  // namespace switchyard::pricing
