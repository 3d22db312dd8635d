#include "documents/template/head.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

namespace switchyard::documents {
namespace {

constexpr std::size_t kHeadSizeMax = 64 * 1024;
constexpr std::size_t kVariablesMax = 500;
constexpr std::size_t kNameSizeMax = 80;
constexpr int kListDepthMax = 3;

struct TypeName {
  std::string_view name;
  VariableType type;
};
constexpr std::array kTypeNames{
    TypeName{"text", VariableType::text},     TypeName{"decimal", VariableType::decimal}, TypeName{"money", VariableType::money},
    TypeName{"date", VariableType::date},     TypeName{"month", VariableType::month},     TypeName{"flag", VariableType::flag},
    TypeName{"secret", VariableType::secret}, TypeName{"image", VariableType::image},
};

class HeadReader {
 public:
  HeadReader(std::string_view source, Findings& findings) : source_(source), findings_(findings) {}

  Head read(const YAML::Node& root) {
    if (!root.IsMap()) {
      refuse(root, "the head is a list of keys: language, title, variables …");
      return {};
    }
    for (const auto& entry : root) read_entry(entry.first.as<std::string>(""), entry.first, entry.second);
    std::sort(head_.variables.begin(), head_.variables.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return std::move(head_);
  }

 private:
  void refuse(const YAML::Node& at, std::string detail) {
    findings_.add({source_, at.Mark().line < 0 ? 1 : at.Mark().line + 2}, "template_head", std::move(detail));
  }

  void read_entry(const std::string& key, const YAML::Node& at, const YAML::Node& value) {
    if (key == "variables") return read_variables(value, head_.variables, 0);
    if (key == "anchors") return read_anchors(value);
    if (key == "applies_to") return read_applies_to(value);
    if (key != "language" && key != "title" && key != "extends" && key != "description") {
      return refuse(at,
                    fmt::format("\"{}\" is none of language, title, extends, description, applies_to, variables, anchors", key));
    }
    if (!value.IsScalar() || value.Scalar().empty()) return refuse(value, fmt::format("{} is a text", key));
    if (key == "title") head_.title = value.Scalar();
    if (key == "extends") head_.extends = value.Scalar();
    if (key != "language") return;
    if (value.Scalar() != "en" && value.Scalar() != "es") return refuse(value, "language is en or es");
    head_.language = value.Scalar();
  }

  void read_applies_to(const YAML::Node& value) {
    if (!value.IsMap()) return refuse(value, "applies_to is a list of key: text");
    for (const auto& entry : value) {
      if (!entry.first.IsScalar() || !entry.second.IsScalar()) return refuse(entry.first, "applies_to is a list of key: text");
      head_.applies_to.emplace_back(entry.first.Scalar(), entry.second.Scalar());
    }
  }

  void read_anchors(const YAML::Node& value) {
    if (!value.IsSequence()) return refuse(value, "anchors is a list such as [sign customer, date customer]");
    for (const auto& each : value) {
      const auto anchor = each.IsScalar() ? parse_anchor(each.Scalar()) : std::nullopt;
      if (!anchor) {
        refuse(each, "an anchor is \"sign NAME\", \"initial NAME\" or \"date NAME\"");
        continue;
      }
      head_.anchors.push_back({*anchor, {source_, each.Mark().line + 2}});
    }
  }

  void read_variables(const YAML::Node& value, std::vector<Variable>& variables, int depth) {
    if (!value.IsMap()) return refuse(value, "variables is a list of name: type");
    for (const auto& entry : value) {
      const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
      if (!is_name(name)) {
        refuse(entry.first,
               fmt::format("\"{}\" is no name: letters, digits and dots, a letter first, {} at most", name, kNameSizeMax));
        continue;
      }
      if (find_variable(variables, name) != nullptr) {
        refuse(entry.first, fmt::format("{} is declared twice", name));
        continue;
      }
      if (++count_ > kVariablesMax) return refuse(entry.first, fmt::format("there are over {} variables", kVariablesMax));
      if (auto variable = read_variable(name, entry.second, depth)) variables.push_back(std::move(*variable));
    }
  }

  std::optional<Variable> read_variable(const std::string& name, const YAML::Node& value, int depth) {
    Variable variable{.name = name};
    if (value.IsMap()) {
      variable.type = VariableType::list;
      variable.optional = true;  // An empty list repeats nothing.
      if (depth >= kListDepthMax) return refuse(value, fmt::format("lists are {} deep at most", kListDepthMax)), std::nullopt;
      read_variables(value, variable.fields, depth + 1);
      return variable;
    }
    auto type = value.IsScalar() ? std::string_view(value.Scalar()) : std::string_view();
    if (type.ends_with('?')) {
      variable.optional = true;
      type.remove_suffix(1);
    }
    const auto found =
        std::find_if(kTypeNames.begin(), kTypeNames.end(), [&](const TypeName& each) { return each.name == type; });
    if (found == kTypeNames.end()) {
      return refuse(value,
                    fmt::format(
                        "the type of {} is text, decimal, money, date, month, flag, secret or image (with '?' where it may be "
                        "missing), or the fields of a list's rows",
                        name)),
             std::nullopt;
    }
    variable.type = found->type;
    return variable;
  }

  std::string_view source_;
  Findings& findings_;
  std::size_t count_ = 0;
  Head head_;
};

}  // namespace

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || text.size() > kNameSizeMax || !is_letter(text.front()) || text.ends_with('.')) return false;
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_'; });
}

std::optional<Anchor> parse_anchor(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto kind = text.substr(0, space);
  const auto signer = text.substr(std::min(text.find_first_not_of(' ', space), text.size()));
  if (!is_name(signer) || signer.find('.') != std::string_view::npos) return std::nullopt;
  if (kind == "sign") return Anchor{AnchorKind::signature, std::string(signer)};
  if (kind == "initial") return Anchor{AnchorKind::initials, std::string(signer)};
  if (kind == "date") return Anchor{AnchorKind::date_signed, std::string(signer)};
  return std::nullopt;
}

SplitSource split_head(std::string_view source) {
  if (!source.starts_with("---\n")) return {{}, source, 1};
  const auto end = source.substr(3).find("\n---\n");
  if (end == std::string_view::npos) return {{}, source, 1};
  const auto head = source.substr(4, end == 0 ? 0 : end);
  const auto lines = static_cast<int>(std::count(head.begin(), head.end(), '\n'));
  return {head, source.substr(3 + end + 5), lines + 3};
}

Head parse_head(std::string_view yaml, std::string_view source, Findings& findings) {
  if (yaml.size() > kHeadSizeMax) {
    findings.add({source, 1}, "template_head", fmt::format("the head has over {} bytes", kHeadSizeMax));
    return {};
  }
  try {
    return HeadReader(source, findings).read(YAML::Load(std::string(yaml)));
  } catch (const YAML::Exception& wrong) {
    findings.add({source, wrong.mark.line < 0 ? 1 : wrong.mark.line + 2}, "template_head", "the head is not YAML: " + wrong.msg);
    return {};
  }
}

}  // namespace switchyard::documents
