using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace LuthienProxy.Demo.Tests;

/// <summary><c>./build.sh demo</c>: both stories, looked at from outside.</summary>
[Trait("Spec", "002-01")]
public sealed partial class DemoSpec : IDisposable
{
    readonly DemoProgram _demo = new();

    public void Dispose() => _demo.Dispose();

    [Fact]
    public async Task Without_a_policy_the_table_must_be_gone_and_with_one_it_must_stand()
    {
        var (status, output, errors) = await _demo.RunAsync();
        status.ShouldBe(0, output + errors);
        errors.ShouldBeEmpty();
        Tables("without").ShouldBeEmpty();
        Tables("with").ShouldBe(["customers"]);
        Ask("with", "SELECT count(*) || ' ' || sum(id) FROM customers").ShouldBe(["120 7260"]);
        foreach (var story in (string[])["without", "with"])
            File.ReadAllLines(Path.Combine(_demo.Folder, story, "norway.csv")).Length.ShouldBe(24);
        output.Split("DROP TABLE customers").Length.ShouldBeGreaterThan(2, "the agent runs it once, and once reads that it was blocked");
        output.ShouldContain("blocked by policy 'SqlProtection'");
    }

    [Fact]
    public async Task A_story_that_is_not_as_promised_must_be_told_by_the_status()
    {
        var (status, output, _) = await _demo.RunAsync("--policy", "NoOp");
        status.ShouldBe(1);
        Tables("with").ShouldBeEmpty();
        output.ShouldContain("Not as promised");
    }

    [Fact]
    public async Task The_line_that_it_prints_must_show_the_difference_while_it_waits()
    {
        var said = await _demo.RunUntilItWaitsAsync();
        Told(await DiffAsync(said)).ShouldBe((true, true));
        (await _demo.EnterAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_line_that_it_prints_must_show_the_difference_afterwards()
    {
        var (_, said, _) = await _demo.RunAsync();
        var command = Command().Match(said);
        var start = new ProcessStartInfo("dotnet", [DemoProgram.Gateway, command.Groups["argument"].Value, "--luthien:server:port=0"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DATABASE_URL"] = command.Groups["database"].Value;
        using var gateway = Process.Start(start)!;
        var line = "";
        while (!line.StartsWith("LuthienProxy listens on ", StringComparison.Ordinal))
            line = await gateway.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The gateway did not start.");
        Told(await DiffAsync(said.Replace("http://127.0.0.1:8000", line.Split(' ')[^1], StringComparison.Ordinal))).ShouldBe((true, true));
        gateway.Kill(entireProcessTree: true);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--directory")]
    [InlineData("--gateway", "nowhere.dll")]
    [InlineData("--gateway", "nowhere.dll", "--directory", "/proc")]
    public async Task What_cannot_be_shown_must_be_told_by_the_status(params string[] arguments) => (await _demo.StatusOfAsync(arguments)).ShouldBe(2);

    List<string> Tables(string story) => Ask(story, "SELECT name FROM sqlite_master WHERE type = 'table'");

    List<string> Ask(string story, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_demo.Folder, story, "shop.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        return [.. Rows(reader)];
    }

    static IEnumerable<string> Rows(SqliteDataReader reader)
    {
        while (reader.Read())
            yield return reader.GetString(0);
    }

    // Does what the printed line does.
    static async Task<JsonElement> DiffAsync(string said)
    {
        var curl = Curl().Match(said);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(curl.Groups["key"].Value)).Trim());
        return JsonElement.Parse(await http.GetStringAsync(curl.Groups["url"].Value));
    }

    // Whether the model wanted to drop the table, and whether the client got that call.
    static (bool Wanted, bool Stopped) Told(JsonElement diff)
    {
        var blocks = diff.GetProperty("response").GetProperty("blocks").EnumerateArray().ToList();
        bool Drops(string side) => blocks.Exists(block => block.GetProperty(side) is { ValueKind: JsonValueKind.Object } said
            && said.GetProperty("kind").GetString() == "tool_call" && said.GetProperty("text").GetString()!.Contains("DROP TABLE", StringComparison.Ordinal));
        return (Drops("before"), !Drops("after"));
    }

    [GeneratedRegex(@"\$\(cat '(?<key>[^']+)'\)"" (?<url>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Curl();

    [GeneratedRegex(@"DATABASE_URL='(?<database>[^']+)' \./build\.sh run '(?<argument>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();
}
