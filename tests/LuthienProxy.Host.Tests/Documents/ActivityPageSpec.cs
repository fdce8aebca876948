using System.Text.RegularExpressions;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Host.Tests.Documents;

/// <summary><c>docs/api.md</c> tells every event of the activity stream, and no other.</summary>
public sealed partial class ActivityPageSpec
{
    static readonly string Section = House.Read("docs/api.md").Split("### `GET /activity/stream`")[1].Split("\n## ")[0];

    [Fact]
    public void Every_type_must_have_its_row() =>
        Section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Type().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value))
            .Where(word => word.Contains('.') || word == "gap").Order().ShouldBe(ActivityFilter.KnownTypes.Order());

    [Fact]
    public void Every_status_that_can_be_asked_for_must_stand_there()
    {
        var row = Section.Split('\n').Single(line => line.StartsWith("| `status`", StringComparison.Ordinal));
        ActivityFilter.KnownStatuses.Where(status => !row.Contains($"`{status}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("`([a-z_.]+)`")]
    private static partial Regex Type();
}
