#include "http/no_parameters.hpp"

#include "http/query_reader.hpp"

namespace switchyard::http {

Result<void> takes_no_parameters(const Request& request) {
  if (request.query.empty()) return {};
  auto reader = QueryReader::of(request);
  if (!reader) return std::move(reader).error();
  return reader->finish();
}

}  // namespace switchyard::http
