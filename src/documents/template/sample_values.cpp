#include "documents/template/sample_values.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "documents/template/checker.hpp"
#include "documents/template/compiled.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kSampleSizeMax = 4 * 1024 * 1024;

Error wrong(const std::string& where, std::string_view why) {
  return {ErrorKind::invalid, "sample_invalid", fmt::format("{}: {}", where, why), {{where, "sample_invalid", std::string(why)}}};
}

class SampleReader {
 public:
  explicit SampleReader(const FileReader& read_file) : read_file_(read_file) {}

  Result<Record> read(const std::vector<Variable>& variables, const YAML::Node& node, const std::string& path) {
    Record record;
    if (!node.IsMap()) return wrong(path, "a list of name: value");
    for (const auto& entry : node) {
      const auto name = entry.first.as<std::string>("");
      const auto* variable = find_variable(variables, name);
      const auto where = path.empty() ? name : path + "/" + name;
      if (variable == nullptr) return wrong(where, "the template declares no such variable");
      const auto put = variable->type == VariableType::list ? put_rows(record, *variable, entry.second, where)
                                                            : put_scalar(record, *variable, entry.second, where);
      if (!put) return put.error();
    }
    return record;
  }

 private:
  Result<void> put_rows(Record& record, const Variable& variable, const YAML::Node& node, const std::string& where) {
    if (!node.IsSequence()) return wrong(where, "a list of rows");
    Rows rows;
    for (const auto& each : node) {
      auto row = read(variable.fields, each, fmt::format("{}/{}", where, rows.size() + 1));
      if (!row) return std::move(row).error();
      rows.push_back(std::move(row).value());
    }
    record.rows(variable.name, std::move(rows));
    return {};
  }

  template <class T, class Put>
  static Result<void> put_parsed(Result<T> value, const std::string& where, Put put) {
    if (!value) return wrong(where, value.error().message);
    put(*value);
    return {};
  }

  Result<void> put_scalar(Record& record, const Variable& variable, const YAML::Node& node, const std::string& where) {
    if (!node.IsScalar()) return wrong(where, fmt::format("a {}", type_name(variable.type)));
    const auto& text = node.Scalar();
    const auto& name = variable.name;
    switch (variable.type) {
      case VariableType::decimal:
        return put_parsed(Decimal::parse(text), where, [&](Decimal value) { record.decimal(name, value); });
      case VariableType::money:
        return put_parsed(Money::parse(text), where, [&](Money value) { record.money(name, value); });
      case VariableType::date:
        return put_parsed(Date::parse(text), where, [&](Date value) { record.date(name, value); });
      case VariableType::month:
        return put_parsed(Month::parse(text), where, [&](Month value) { record.month(name, value); });
      case VariableType::secret:
        record.secret(name, Secret(text));
        return {};
      case VariableType::image: {
        const auto file = read_file_ ? read_file_(text) : std::nullopt;
        if (file) record.image(name, {*file});
        return {};
      }
      case VariableType::flag:
        if (text != "true" && text != "false") return wrong(where, "true or false");
        record.flag(name, text == "true");
        return {};
      default:
        record.text(name, text);
        return {};
    }
  }

  const FileReader& read_file_;
};

}  // namespace

Result<Record> sample_values(const Template& source, std::string_view yaml, const FileReader& read_file) {
  if (yaml.size() > kSampleSizeMax) return wrong("sample", fmt::format("over {} bytes", kSampleSizeMax));
  try {
    const auto root = YAML::Load(std::string(yaml));
    if (root.IsNull()) return Record();
    return SampleReader(read_file).read(source.variables(), root, "");
  } catch (const YAML::Exception& error) {
    return wrong(fmt::format("line {}", error.mark.line + 1), error.msg);
  }
}

}  // namespace switchyard::documents
