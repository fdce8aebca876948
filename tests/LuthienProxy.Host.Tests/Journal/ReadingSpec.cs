using System.Net;
using System.Text.Json;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>The reading paths of the journal: what they take, and what each says when it cannot answer.</summary>
[Trait("Spec", "002-47")]
public sealed class ReadingSpec : IAsyncLifetime
{
    const string Id = "0199d7c1e1a07c3f8f340a1b2c3d4e5f";
    const string Session = "9f0f4f0e-2b1a-4a80-8f34-0a1b2c3d4e5f";

    static readonly string[] OfCalls = [$"/debug/calls/{Id}", $"/debug/calls/{Id}/events", $"/debug/calls/{Id}/diff"];
    static readonly string[] OfSessions = [$"/api/sessions/{Session}", $"/api/sessions/{Session}/export", $"/api/sessions/{Session}/export?format=markdown"];
    static readonly string[] Lists = ["/debug/calls", "/api/search?text=word", "/api/sessions"];
    static readonly string[] All = [.. Lists, .. OfCalls, .. OfSessions];

    JournalApi _api = null!;

    public async Task InitializeAsync() => _api = await JournalApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Without_its_database_every_path_must_answer_503_and_say_when_to_ask_again()
    {
        _api.Queries.Failure = new QueryFailure.Unavailable();
        foreach (var path in All)
        {
            var response = await _api.AskAsync(path);
            await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "database-unavailable");
            response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            response.Content.Headers.ContentDisposition.ShouldBeNull();
        }
    }

    [Fact]
    [Trait("Spec", "002-12")]
    public async Task A_query_that_takes_too_long_must_be_answered_with_504()
    {
        _api.Queries.Failure = new QueryFailure.TimedOut();
        foreach (var path in All)
            await (await _api.AskAsync(path)).ProblemAsync(HttpStatusCode.GatewayTimeout, "query-timeout");
    }

    [Fact]
    public async Task What_is_not_on_record_must_be_answered_with_404()
    {
        foreach (var path in OfCalls.Concat(OfSessions))
            await (await _api.AskAsync(path)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_a_query_finds_wrong_must_be_answered_with_400_and_named()
    {
        _api.Queries.Failure = new QueryFailure.Invalid("cursor", "one that this list gave out");
        foreach (var path in Lists)
            (await (await _api.AskAsync(path)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter")).GetProperty("parameter").GetString().ShouldBe("cursor");
    }

    [Fact]
    public async Task A_bug_must_be_answered_with_500_that_tells_nothing_of_it()
    {
        _api.Queries.Bug = new InvalidOperationException("s3cr3t");
        foreach (var path in All)
            (await (await _api.AskAsync(path)).ProblemAsync(HttpStatusCode.InternalServerError, "internal")).GetRawText().ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task No_path_may_answer_without_the_admin_key()
    {
        foreach (var path in All)
            await (await _api.AskAsync(path, authorization: "Bearer other")).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        _api.Queries.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Another_method_must_be_answered_with_405_and_what_is_allowed(string method)
    {
        foreach (var path in All)
        {
            var response = await _api.AskAsync(path, new HttpMethod(method));
            await response.ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
            response.Content.Headers.Allow.ShouldBe(["GET"]);
        }
    }

    [Theory]
    [MemberData(nameof(HostileText.Rows), MemberType = typeof(HostileText))]
    [Trait("Spec", "002-30")]
    public async Task A_hostile_id_must_be_refused_on_every_path_that_takes_one_and_never_be_repeated(string hostile)
    {
        var written = Uri.EscapeDataString(hostile);
        foreach (var path in OfCalls.Concat(OfSessions).Select(path => path.Replace(Id, written).Replace(Session, written)))
        {
            var response = await _api.AskAsync(path);
            // The server itself refuses a NUL in a path, before anybody here sees it.
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            Everything(response, await response.Content.ReadAsStringAsync()).ShouldNotContain(hostile);
        }
        _api.Queries.Asked.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(HostileText.Rows), MemberType = typeof(HostileText))]
    [Trait("Spec", "002-30")]
    public async Task A_hostile_session_or_trace_must_be_refused_as_a_filter_too(string hostile)
    {
        foreach (var parameter in (string[])["session", "trace", "state", "kind", "limit", "from"])
        {
            var response = await _api.AskAsync($"/debug/calls?{parameter}={Uri.EscapeDataString(hostile)}");
            var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
            problem.GetProperty("parameter").GetString().ShouldBe(parameter);
            Everything(response, problem.GetRawText()).ShouldNotContain(hostile);
        }
    }

    [Theory]
    [InlineData("/debug/calls?limit=0", "limit")]
    [InlineData("/debug/calls?limit=201", "limit")]
    [InlineData("/debug/calls?status=99", "status")]
    [InlineData("/debug/calls?from=yesterday", "from")]
    [InlineData("/debug/calls?to=2026-01-31", "to")]
    [InlineData("/debug/calls?intervened=yes", "intervened")]
    [InlineData("/debug/calls?cursor=%0a", "cursor")]
    [InlineData("/debug/calls?model=", "model")]
    [InlineData("/debug/calls?limit=1&limit=2", "limit")]
    [InlineData("/api/search", "text")]
    [InlineData("/api/search?text=", "text")]
    [InlineData("/api/sessions?limit=-1", "limit")]
    [InlineData("/debug/calls/" + Id + "/events?after=-1", "after")]
    [InlineData("/debug/calls/" + Id + "/events?limit=201", "limit")]
    [InlineData("/api/sessions/" + Session + "?limit=x", "limit")]
    [InlineData("/api/sessions/" + Session + "/export?format=html", "format")]
    public async Task A_parameter_that_breaks_its_rule_must_be_answered_with_400_and_named(string path, string parameter) =>
        (await (await _api.AskAsync(path)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter")).GetProperty("parameter").GetString().ShouldBe(parameter);

    [Fact]
    public async Task A_misspelled_parameter_must_not_widen_an_answer()
    {
        foreach (var path in All.Select(path => path + (path.Contains('?') ? "&" : "?") + "modle=x"))
            await (await _api.AskAsync(path)).ProblemAsync(HttpStatusCode.BadRequest, "unknown-parameter");
    }

    [Fact]
    [Trait("Spec", "000-07d")]
    public async Task Every_filter_must_reach_the_query()
    {
        await _api.AskAsync($"/debug/calls?model=m&status=200&state=completed&kind=turn&session={Session}&trace={Id}&node=n&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&intervened=true&text=a%20b&limit=7&cursor=c");
        var filter = new CallFilter
        {
            Model = "m",
            Status = 200,
            State = CallState.Completed,
            Kind = CallKind.Turn,
            SessionId = Session,
            TraceId = Id,
            Node = "n",
            From = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            To = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
            IsIntervened = true,
            Text = "a b",
        };
        _api.Queries.Asked.ShouldBe(["list", filter, new PageRequest(7, "c")]);
        typeof(CallFilter).GetProperties().Where(property => property.GetValue(filter) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_said_must_have_its_default()
    {
        await _api.AskAsync("/debug/calls");
        _api.Queries.Asked.ShouldBe(["list", new CallFilter(), new PageRequest(50)]);
        await _api.AskAsync($"/debug/calls/{Id}/events");
        _api.Queries.Asked.Skip(2).ShouldBe([0, 50]);
        await _api.AskAsync($"/api/sessions/{Session}/export");
        _api.Queries.Asked.ShouldBe(["export", Session, ExportFormat.Jsonl]);
    }

    /// <summary>All that a caller sees, the body's texts also as they read without JSON's escapes.</summary>
    static string Everything(HttpResponseMessage response, string body) =>
        $"{response.ReasonPhrase}\n{response.Headers}\n{response.Content.Headers}\n{body}\n{string.Join('\n', Texts(body))}";

    static IEnumerable<string> Texts(string body) => body.Length == 0 ? [] : JsonDocument.Parse(body).RootElement.EnumerateObject().Select(member => $"{member.Value}");
}
