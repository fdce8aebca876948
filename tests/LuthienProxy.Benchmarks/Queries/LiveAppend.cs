using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LuthienProxy.Benchmarks.Compare.Servers;
using LuthienProxy.Benchmarks.Live;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>
/// Measures how long a reader of a large session waits for a call that is made meanwhile: through a gateway in a process of its own, from the moment in which the
/// agent has its whole answer to the moment in which the session's page has it too.
/// </summary>
static class LiveAppend
{
    const int Calls = 500;
    const int Deltas = 500;
    const int WarmUps = 5;
    const int Rounds = 60;
    const double Limit = 200;
    const double UntilNext = 1.2;

    /// <summary>Prints two rows of the table of queries; whether the bound is kept.</summary>
    public static async Task<bool> MeasureAsync(PostgresServer server)
    {
        var url = await server.CreateDatabaseAsync();
        await using var upstream = await UpstreamServer.StartAsync();
        await using var gateway = await Contender.Product("gateway", $"--luthien:auth:adminapikey={PagesProgram.Key}", url).Start(upstream.Address);
        var session = new LongSession(Deltas);
        await RecordAsync(session, url);
        await using var reader = await SessionReader.OpenAsync(gateway.Address, LongSession.Id);
        using var agent = new HttpClient { BaseAddress = new Uri($"http://{gateway.Address}") };
        var (heard, shown, readings) = (new List<double>(), new List<double>(), 0);
        for (var round = -WarmUps; round < Rounds; round++)
        {
            // As agents do, one call after the other, and none within the page's rest.
            await Task.Delay(TimeSpan.FromSeconds(UntilNext), TimeProvider.System);
            var next = reader.NextAsync();
            var (id, endedAt) = await CallAsync(agent, session);
            var seen = await next;
            if (seen.Id != id)
                throw new InvalidOperationException($"The page showed {seen.Id} in place of {id}.");
            if (round < 0)
                continue;
            heard.Add(Math.Max(0, Stopwatch.GetElapsedTime(endedAt, seen.HeardAt).TotalMilliseconds));
            shown.Add(Stopwatch.GetElapsedTime(endedAt, seen.ShownAt).TotalMilliseconds);
            readings += seen.Readings;
        }
        await Console.Error.WriteLineAsync($"the session was read {readings} times for {Rounds} calls");
        await Console.Out.WriteLineAsync(Row("its end is heard", heard, limit: null));
        await Console.Out.WriteLineAsync(Row("it is on the page", shown, Limit));
        return shown[(int)(shown.Count * 0.95)] < Limit;
    }

    // The gateway has made the schema; the calls go in as another node's.
    static async Task RecordAsync(LongSession session, string url)
    {
        if (!DatabaseUrl.TryParse(url, out var parsed, out var problem))
            throw new InvalidOperationException(problem);
        await using var database = Database.Open(new StorageOptions { Url = parsed }, TimeProvider.System);
        await using var store = new PostgresJournalStore(database, new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), new StoreOptions());
        await session.RecordAsync(store, Calls);
    }

    static async Task<(string Id, long EndedAt)> CallAsync(HttpClient agent, LongSession session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new ByteArrayContent(session.Ask($"sim/text?deltas={Deltas}")) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("x-api-key", "sk-bench");
        request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        request.Headers.TryAddWithoutValidation("x-claude-code-session-id", LongSession.Id);
        using var response = await agent.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStringAsync();
        var endedAt = Stopwatch.GetTimestamp();
        session.Answered(TextOf(body));
        return (response.Headers.GetValues("X-Luthien-Transaction-Id").Single(), endedAt);
    }

    static string TextOf(string stream)
    {
        var text = new StringBuilder();
        foreach (var line in stream.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line[6..]);
            if (json.RootElement.TryGetProperty("delta", out var delta) && delta.TryGetProperty("text", out var said))
                text.Append(said.GetString());
        }
        return text.ToString();
    }

    static string Row(string name, List<double> took, double? limit)
    {
        took.Sort();
        var p95 = took[(int)(took.Count * 0.95)];
        var bound = limit is { } most ? $"< {most:0} | {(p95 < most ? "kept" : "**falls short**")}" : "– | ";
        return $"| call in a session of {Calls} calls × {Deltas} deltas, until {name} | {took[took.Count / 2]:0.0} | **{p95:0.0}** | {took[^1]:0.0} | 1 | {bound} |";
    }
}
