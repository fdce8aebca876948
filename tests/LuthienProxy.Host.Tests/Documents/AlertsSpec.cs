using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LuthienProxy.Host.Tests.Documents;

/// <summary><c>docs/alerts.yaml</c> is a rule file that Prometheus takes, about metrics that the gateway has.</summary>
[Trait("Spec", "000-20b")]
public sealed partial class AlertsSpec
{
    static readonly RuleFile File = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<RuleFile>(House.Read("docs/alerts.yaml"));

    static readonly Rule[] Rules = [.. File.Groups.SelectMany(group => group.Rules)];

    // Instruments are declared in one line each; their Prometheus names follow from their kind.
    static readonly string[] Metrics =
    [
        .. Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => Instrument().Matches(System.IO.File.ReadAllText(path))).SelectMany(match => Names(match.Groups[1].Value, match.Groups[2].Value.Replace('.', '_'))),
    ];

    [Fact]
    public void Every_group_must_have_a_name_of_its_own_and_rules()
    {
        File.Groups.Select(group => group.Name).ShouldBeUnique();
        File.Groups.ShouldAllBe(group => group.Name.Length > 0 && group.Rules.Count > 0);
    }

    [Fact]
    public void Every_rule_must_say_what_when_how_bad_and_what_to_do()
    {
        Rules.Select(rule => rule.Alert).ShouldBeUnique();
        Rules.Where(rule => !AlertName().IsMatch(rule.Alert) || rule.Expr.Length == 0 || !Period().IsMatch(rule.For)).Select(rule => rule.Alert).ShouldBeEmpty();
        Rules.Where(rule => rule.Labels.GetValueOrDefault("severity") is not ("warning" or "critical")).Select(rule => rule.Alert).ShouldBeEmpty();
        Rules.Where(rule => !rule.Annotations.ContainsKey("summary") || !rule.Annotations.ContainsKey("description")).Select(rule => rule.Alert).ShouldBeEmpty();
    }

    [Fact]
    public void Every_metric_must_be_one_of_the_gateways()
    {
        var named = Rules.SelectMany(rule => Metric().Matches(rule.Expr).Select(match => match.Value)).Distinct().ToList();
        named.ShouldNotBeEmpty();
        named.Except(Metrics).ShouldBeEmpty();
    }

    [Fact]
    public void Every_expression_must_close_what_it_opens() =>
        Rules.Where(rule => rule.Expr.Count(c => c == '(') != rule.Expr.Count(c => c == ')') || rule.Expr.Count(c => c == '{') != rule.Expr.Count(c => c == '}')
            || rule.Expr.Count(c => c == '[') != rule.Expr.Count(c => c == ']')).Select(rule => rule.Alert).ShouldBeEmpty();

    static IEnumerable<string> Names(string kind, string name) => kind switch
    {
        "Counter" or "ObservableCounter" => [name + "_total"],
        "Histogram" => [name + "_bucket", name + "_count", name + "_sum"],
        _ => [name],
    };

    [GeneratedRegex("""Create(Counter|ObservableCounter|UpDownCounter|ObservableUpDownCounter|Gauge|ObservableGauge|Histogram)(?:<\w+>)?\(\s*"(luthien\.[a-z_.]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Instrument();

    [GeneratedRegex("^Luthien[A-Z][A-Za-z]+$")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"^\d+[smhd]$")]
    private static partial Regex Period();

    [GeneratedRegex(@"\bluthien_[a-z_]+")]
    private static partial Regex Metric();

    // An unknown key fails the reading.
    sealed class RuleFile
    {
        public List<Group> Groups { get; set; } = [];
    }

    sealed class Group
    {
        public string Name { get; set; } = "";

        public List<Rule> Rules { get; set; } = [];
    }

    sealed class Rule
    {
        public string Alert { get; set; } = "";

        public string Expr { get; set; } = "";

        public string For { get; set; } = "";

        public Dictionary<string, string> Labels { get; set; } = [];

        public Dictionary<string, string> Annotations { get; set; } = [];
    }
}
