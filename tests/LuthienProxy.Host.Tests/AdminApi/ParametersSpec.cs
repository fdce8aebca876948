using LuthienProxy.Host.AdminApi;
using LuthienProxy.Protocol.Journal;
using Microsoft.AspNetCore.Http;

namespace LuthienProxy.Host.Tests.AdminApi;

/// <summary>How the admin API reads ids, numbers, times and words.</summary>
[Trait("Spec", "002-30")]
public sealed class ParametersSpec
{
    static readonly string Id = new('a', 32);

    [Theory]
    [MemberData(nameof(HostileText.Rows), MemberType = typeof(HostileText))]
    public void A_hostile_text_must_be_no_transaction_no_session_no_name_and_no_trace(string hostile)
    {
        Refused(x => x.Transaction(), id: hostile).Parameter.ShouldBe("id");
        Refused(x => x.Transaction("after"), ("after", hostile)).Parameter.ShouldBe("after");
        Refused(x => x.Archive("file"), ("file", hostile + ".jsonl.gz")).Parameter.ShouldBe("file");
        Refused(x => x.Archive("file"), ("file", "a.jsonl.gz" + hostile)).Parameter.ShouldBe("file");
        Refused(x => x.Session(), id: hostile).Parameter.ShouldBe("id");
        Refused(x => x.Session("session"), ("session", hostile)).Parameter.ShouldBe("session");
        Refused(x => x.Trace("trace"), ("trace", hostile)).Parameter.ShouldBe("trace");
        Refused(x => x.Choice<CallKind>("kind"), ("kind", hostile)).Parameter.ShouldBe("kind");
    }

    [Theory]
    [MemberData(nameof(HostileText.Rows), MemberType = typeof(HostileText))]
    public void A_problem_must_not_repeat_what_was_sent(string hostile)
    {
        var problem = Refused(x => x.Transaction(), id: hostile);
        problem.ToString().ShouldNotContain(hostile);
        Should.Throw<ProblemException>(() => Of(null, [(hostile, "x")], "limit")).Problem.ToString().ShouldNotContain(hostile);
    }

    [Fact]
    public void An_id_must_be_read_as_it_was_written()
    {
        Of(Id).Transaction().ToString().ShouldBe(Id);
        Of("9f0f4f0e-2b1a-4a80-8f34-0a1b2c3d4e5f").Session().ShouldBe("9f0f4f0e-2b1a-4a80-8f34-0a1b2c3d4e5f");
        Of(null, [("trace", Id)], "trace").Trace("trace").ShouldBe(Id);
        Of(null, [], "trace").Trace("trace").ShouldBeNull();
        Of(null, [("after", Id)], "after").Transaction("after").ToString().ShouldBe(Id);
        Of(null, [("file", $"journal-20260131T093000-{Id}.jsonl.gz")], "file").Archive("file").ShouldBe($"journal-20260131T093000-{Id}.jsonl.gz");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("200", 200)]
    public void A_number_within_its_bounds_must_be_read(string text, int number) => Of(null, [("limit", text)], "limit").Number("limit", 1, 200).ShouldBe(number);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("ten")]
    [InlineData("99999999999999999999")]
    public void A_number_beyond_its_bounds_or_in_another_spelling_must_be_refused(string text) =>
        Refused(x => x.Number("limit", 1, 200), ("limit", text)).ShouldSatisfyAllConditions(
            problem => problem.Parameter.ShouldBe("limit"),
            problem => problem.Detail.ShouldContain("from 1 to 200"));

    [Theory]
    [InlineData("2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z")]
    [InlineData("2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00.123456Z")]
    [InlineData("2026-01-31T09:30:00+02:00", "2026-01-31T07:30:00Z")]
    [InlineData("2026-01-31T09:30:00 02:00", "2026-01-31T07:30:00Z")]
    [InlineData("2026-01-31T09:30:00-02:00", "2026-01-31T11:30:00Z")]
    public void A_time_with_its_zone_must_be_read(string text, string utc) =>
        Of(null, [("from", text)], "from").Time("from").ShouldBe(DateTimeOffset.Parse(utc));

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T09:30:00")]
    [InlineData("2026-02-30T09:30:00Z")]
    [InlineData("31.01.2026 09:30:00Z")]
    [InlineData("1769851800")]
    [InlineData("now")]
    public void A_time_without_its_zone_or_in_another_form_must_be_refused(string text) => Refused(x => x.Time("from"), ("from", text)).Parameter.ShouldBe("from");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("12345678901")]
    public void Text_must_have_its_bounds_and_no_control_characters(string text) => Refused(x => x.Text("q", 10), ("q", text)).Parameter.ShouldBe("q");

    [Fact]
    public void Text_may_be_anything_else() => Of(null, [("q", "DROP 'x' ä\u4e16")], "q").Text("q", 20).ShouldBe("DROP 'x' ä\u4e16");

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_flag_must_be_true_or_false(string text, bool flag)
    {
        Of(null, [("intervened", text)], "intervened").Flag("intervened").ShouldBe(flag);
        Refused(x => x.Flag("intervened"), ("intervened", text.ToUpperInvariant())).Parameter.ShouldBe("intervened");
    }

    [Theory]
    [InlineData("turn", CallKind.Turn)]
    [InlineData("token_count", CallKind.TokenCount)]
    public void A_choice_must_be_read_by_its_name(string text, CallKind kind) => Of(null, [("kind", text)], "kind").Choice<CallKind>("kind").ShouldBe(kind);

    [Theory]
    [InlineData("Turn")]
    [InlineData("tokencount")]
    [InlineData("0")]
    [InlineData("turn,title")]
    public void A_choice_in_another_spelling_must_be_refused_and_the_names_be_told(string text) =>
        Refused(x => x.Choice<CallKind>("kind"), ("kind", text)).Detail.ShouldContain("turn, title, probe, token_count, models");

    [Fact]
    public void A_parameter_that_the_path_does_not_take_must_be_refused_and_the_others_be_named() =>
        Should.Throw<ProblemException>(() => Of(null, [("limitt", "1")], "limit", "cursor")).Problem.Detail.ShouldContain("limit, cursor");

    [Fact]
    public void A_parameter_given_twice_must_be_refused()
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString("?limit=1&limit=2");
        Should.Throw<ProblemException>(() => new Parameters(request, "limit")).Problem.Parameter.ShouldBe("limit");
    }

    static Problem Refused<T>(Func<Parameters, T> read, params (string Name, string Value)[] query) =>
        Should.Throw<ProblemException>(() => read(Of(null, query, [.. query.Select(pair => pair.Name)]))).Problem;

    static Problem Refused<T>(Func<Parameters, T> read, string id) => Should.Throw<ProblemException>(() => read(Of(id))).Problem;

    static Parameters Of(string? id, (string Name, string Value)[]? query = null, params string[] known)
    {
        var request = new DefaultHttpContext().Request;
        request.RouteValues["id"] = id;
        request.QueryString = QueryString.Create((query ?? []).Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
        return new Parameters(request, known);
    }
}
