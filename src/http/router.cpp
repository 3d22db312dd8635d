#include "http/router.hpp"

#include <algorithm>
#include <array>

#include "http/percent.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kMethodCount = 7;
constexpr std::size_t kSegmentsMax = 32;

using Segments = std::vector<std::string_view>;

std::size_t index_of(Method method) { return static_cast<std::size_t>(method); }

bool is_capture(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }
bool is_rest(std::string_view segment) { return is_capture(segment) && segment.ends_with("...}"); }

Segments split(std::string_view path) {
  Segments segments;
  segments.reserve(8);
  path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

// One segment of the patterns.
struct Router::Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> capture;
  std::unique_ptr<Node> rest;
  std::array<const Route*, kMethodCount> routes{};

  Node& literal(std::string_view text) {
    for (auto& [known, node] : literals) {
      if (known == text) return *node;
    }
    return *literals.emplace_back(std::string(text), std::make_unique<Node>()).second;
  }
};

// Walks the patterns that fit a path, literal segments before captures before rests, until one takes the method.
struct Router::Walk {
  Method method;
  const Segments& segments;
  std::array<std::size_t, kSegmentsMax> captured{};  // Indexes of captured segments.
  std::size_t captured_count = 0;
  const Route* found = nullptr;
  std::size_t rest_from = kSegmentsMax;  // Where the found route's rest begins.
  std::array<bool, kMethodCount> allowed{};

  bool end_at(const Node& node) {
    for (std::size_t i = 0; i < kMethodCount; ++i) allowed[i] = allowed[i] || node.routes[i] != nullptr;
    found = node.routes[index_of(method)];
    if (found == nullptr && method == Method::head) found = node.routes[index_of(Method::get)];
    return found != nullptr;
  }

  bool visit(const Node& node, std::size_t depth) {
    if (depth == segments.size()) return end_at(node);
    const auto segment = segments[depth];
    for (const auto& [text, child] : node.literals) {
      if (text == segment && visit(*child, depth + 1)) return true;
    }
    if (node.capture && !segment.empty()) {
      captured[captured_count++] = depth;
      if (visit(*node.capture, depth + 1)) return true;
      --captured_count;
    }
    if (node.rest && end_at(*node.rest)) {
      rest_from = depth;
      return true;
    }
    return false;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;

void Router::add(Route route) {
  ENSURE(!route.pattern.empty() && route.pattern.front() == '/' && route.handler != nullptr);
  if (route.name.empty()) route.name = std::string(text_of(route.method)) + " " + route.pattern;
  const auto& kept = routes_.emplace_back(std::make_unique<Route>(std::move(route)));
  const Segments segments = split(kept->pattern);
  ENSURE(segments.size() <= kSegmentsMax);
  Node* node = root_.get();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (is_rest(segments[i])) {
      ENSURE(i + 1 == segments.size());
      if (!node->rest) node->rest = std::make_unique<Node>();
      node = node->rest.get();
    } else if (is_capture(segments[i])) {
      if (!node->capture) node->capture = std::make_unique<Node>();
      node = node->capture.get();
    } else {
      ENSURE(segments[i].find_first_of("{}%") == std::string_view::npos);
      node = &node->literal(segments[i]);
    }
  }
  const Route*& place = node->routes[index_of(kept->method)];
  ENSURE(place == nullptr);
  place = kept.get();
}

Router::Match Router::match(Method method, std::string_view path) const {
  if (path.empty() || path.front() != '/') return {};
  std::vector<std::string> decoded;  // Only where something is encoded.
  Segments segments = split(path);
  if (segments.size() > kSegmentsMax) return {};
  if (path.find('%') != std::string_view::npos) {
    decoded.reserve(segments.size());
    for (auto& segment : segments) {
      auto text = percent_decoded(segment);
      if (!text) return {};
      segment = decoded.emplace_back(std::move(*text));
    }
  }
  Walk walk{method, segments};
  Match match;
  if (walk.visit(*root_, 0)) {
    match.route = walk.found;
    for (std::size_t i = 0; i < walk.captured_count; ++i) match.captures.emplace_back(segments[walk.captured[i]]);
    if (walk.rest_from != kSegmentsMax) {
      std::string rest(segments[walk.rest_from]);
      for (std::size_t i = walk.rest_from + 1; i < segments.size(); ++i) rest.append("/").append(segments[i]);
      match.captures.push_back(std::move(rest));
    }
    return match;
  }
  if (walk.allowed[index_of(Method::get)]) walk.allowed[index_of(Method::head)] = true;
  for (std::size_t i = 0; i < kMethodCount; ++i) {
    if (walk.allowed[i]) match.allowed.push_back(static_cast<Method>(i));
  }
  return match;
}

}  // namespace switchyard::http
