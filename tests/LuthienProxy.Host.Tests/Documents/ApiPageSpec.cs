using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Policies;

namespace LuthienProxy.Host.Tests.Documents;

/// <summary><c>docs/api.md</c> tells every problem there is, and its examples have the very members of the answers.</summary>
public sealed partial class ApiPageSpec
{
    static readonly string Page = House.Read("docs/api.md");

    static readonly Problem[] Problems =
    [
        .. typeof(Problem).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (Problem)property.GetValue(null)!),
        Problem.BadParameter("limit", "a whole number from 1 to 200"),
        Problem.UnknownParameter(["limit"]),
        Problem.MethodNotAllowed("GET"),
        Problem.RunsElsewhere("gw-2"),
    ];

    [Fact]
    public void Every_problem_must_stand_there_with_its_status() =>
        Row().Matches(Page).Select(row => $"urn:luthien:problem:{row.Groups[1].Value} {row.Groups[2].Value}").Order(StringComparer.Ordinal)
            .ShouldBe(Problems.Select(problem => $"{problem.Type} {problem.Status}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("## Errors", "Problem")]
    [InlineData("### `GET /api/session`", "SessionView")]
    [InlineData("### `GET /debug/calls`", "CallPage")]
    [InlineData("### `GET /debug/calls/{id}`", "CallDetail")]
    [InlineData("### `GET /debug/calls/{id}/events`", "EventPage")]
    [InlineData("### `GET /debug/calls/{id}/diff`", "CallDiff")]
    [InlineData("### `GET /api/sessions`", "SessionPage")]
    [InlineData("### `GET /api/sessions/{id}`", "SessionDetail")]
    [InlineData("### `POST /api/policy/try`", "TrialView")]
    [InlineData("### `GET /api/policy/shadow`", "ShadowSummary")]
    [InlineData("### `POST /admin/journal/archive`", "ArchiveView")]
    [InlineData("### `GET /api/system/actors`", "ActorTreeView")]
    [InlineData("### `GET /api/system/calls`", "LiveListView")]
    [InlineData("### `GET /api/system/calls/{id}`", "LiveDetailView")]
    [InlineData("### `POST /api/system/actors/kill`", "ActorActionView")]
    [InlineData("### `GET /api/system/dead-letters`", "DeadLetterListView")]
    [InlineData("### `GET /api/system/stats`", "StatsView")]
    [InlineData("### `POST /api/system/calls/{id}/kill`", "EndedView")]
    [InlineData("### `GET /api/system/journal`", "JournalView")]
    [InlineData("### `GET /api/system/settings`", "SettingList")]
    [InlineData("### `GET /api/system/nodes`", "NodeListView")]
    [InlineData("### `GET /api/system/dependencies`", "DependencyListView")]
    [InlineData("### `GET /api/system/changes`", "ChangePage")]
    [InlineData("### `GET /debug/calls/{id}/delivered`", "CallDelivery")]
    [InlineData("### `GET /api/system/log`", "LogView")]
    [InlineData("### `GET /api/system/log/stream`", "LogEntry")]
    [InlineData("### `POST /api/system/log/level`", "LogLevelView")]
    [InlineData("### `GET /api/system/journal/stream`", "RecordedEvent")]
    [InlineData("### `GET /api/system/info`", "InfoView")]
    [InlineData("### `GET /api/system/manifest`", "ManifestView")]
    [InlineData("### `POST /api/system/shutdown`", "ShutdownView")]
    [InlineData("### `POST /api/system/journal/flush`", "FlushView")]
    public void Every_example_must_have_the_members_of_its_answer(string heading, string answer)
    {
        using var example = JsonDocument.Parse(Example(heading));
        var type = (JsonTypeInfo)typeof(ApiJson).GetProperty(answer)!.GetValue(ApiJson.Default)!;
        Differences(example.RootElement, type, "").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("### `POST /admin/policy/enable`", "PolicyView")]
    [InlineData("### `GET /admin/policy/current`", "CurrentPolicy")]
    [InlineData("### `GET /admin/policy/list`", "PolicyListView")]
    [InlineData("### `GET /admin/policy/instances`", "InstancePage")]
    [InlineData("### `GET /admin/policy/instances/{name}`", "VersionPage")]
    [InlineData("### `GET /admin/policy/instances/{name}/diff`", "PolicyDiff")]
    [InlineData("### `GET /admin/policy/history`", "HistoryPage")]
    public void Every_example_of_the_policies_must_have_the_members_of_its_answer(string heading, string answer)
    {
        using var example = JsonDocument.Parse(Example(heading));
        var type = PolicyJson.Strict.GetTypeInfo(typeof(PolicyJson).Assembly.GetType($"LuthienProxy.Host.Policies.{answer}", throwOnError: true)!)!;
        Differences(example.RootElement, type, "").ShouldBeEmpty();
    }

    [Fact]
    public void The_example_of_a_problem_must_be_one() =>
        JsonSerializer.Deserialize(Example("## Errors"), ApiJson.Default.Problem).ShouldBe(Problem.BadParameter("limit", "a whole number from 1 to 200"));

    [Fact]
    public void Every_status_must_be_one_of_HTTP() => Problems.ShouldAllBe(problem => Enum.IsDefined((HttpStatusCode)problem.Status));

    static string Example(string heading)
    {
        var section = Page[(Page.IndexOf(heading + "\n", StringComparison.Ordinal) + heading.Length)..];
        return section.Split("```json")[1].Split("```")[0];
    }

    /// <summary>Where names differ; an empty object stands for one that is shown elsewhere.</summary>
    static IEnumerable<string> Differences(JsonElement shown, JsonTypeInfo type, string path)
    {
        if (shown.ValueKind == JsonValueKind.Array)
            return shown.EnumerateArray().SelectMany(item => Differences(item, type.Options.GetTypeInfo(type.ElementType!), path + "[]"));
        if (shown.ValueKind != JsonValueKind.Object || type.Kind != JsonTypeInfoKind.Object || !shown.EnumerateObject().Any())
            return [];
        var names = shown.EnumerateObject().Select(member => member.Name).ToList();
        var members = type.Properties.ToDictionary(property => property.Name);
        return names.Except(members.Keys).Select(name => $"{path}.{name} is not there")
            .Concat(members.Keys.Except(names).Select(name => $"{path}.{name} is missing"))
            .Concat(shown.EnumerateObject().Where(member => members.ContainsKey(member.Name))
                .SelectMany(member => Differences(member.Value, type.Options.GetTypeInfo(members[member.Name].PropertyType), $"{path}.{member.Name}")));
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
