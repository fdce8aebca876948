using System.Text;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Tests.Stores;
using Luthien.TestKit;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Tests.Rows;

public sealed class RowEncoderSpec
{
    static readonly string Long = string.Concat(Enumerable.Range(0, 400).Select(i => $"word{i} "));

    static readonly string Instructions = $"You are careful. {Long}";

    readonly KnownContents _known = new(1000);
    readonly ManualTime _time = new();
    readonly LogTape _log = new();

    [Fact]
    [Trait("Spec", "002-02")]
    public void A_turn_must_add_what_is_new_only()
    {
        Commit(Request(User($"first {Long}")));

        var rows = Encode(Request(User($"first {Long}"), Assistant("an answer"), User($"second {Long}")));

        rows.Contents.Count.ShouldBe(1);
        rows.Items.Select(item => item.Depth).ShouldBe([1, 2]);
    }

    [Fact]
    public void What_is_not_committed_must_be_written_again()
    {
        Encode(Request(User(Long))).Contents.Count.ShouldBe(2);
        Encode(Request(User(Long))).Contents.Count.ShouldBe(2);
    }

    [Fact]
    public void After_a_failed_write_nothing_must_be_taken_for_granted()
    {
        Commit(Request(User(Long)));
        _known.Clear();

        Encode(Request(User(Long))).Contents.Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_on_record_must_be_marked_as_used_once_a_day()
    {
        Commit(Request(User(Long)));
        Encode(Request(User(Long))).Items.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromDays(1));

        var rows = Commit(Request(User(Long)));

        rows.Items.Count.ShouldBe(1);
        rows.UsedOn.ShouldBe((int)(_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays);
        Encode(Request(User(Long))).Items.ShouldBeEmpty();
    }

    [Fact]
    public void A_small_body_must_stay_in_its_event()
    {
        var rows = Encode(new RequestReceived([], Some.Bytes("""{"messages":[{"role":"user","content":"hi"}]}""")));

        rows.Items.ShouldBeEmpty();
        rows.Contents.ShouldBeEmpty();
        rows.SearchText.ShouldBe("hi\n");
    }

    [Fact]
    public void Search_must_get_the_new_texts_of_a_turn_only()
    {
        Commit(Request(User($"alpha {Long}"))).SearchText!.ShouldContain("alpha");

        var text = Encode(Request(User($"alpha {Long}"), Assistant("beta"), User("gamma"))).SearchText;

        text.ShouldBe("gamma\n");
    }

    [Fact]
    public void A_message_whose_cache_mark_moved_must_not_be_indexed_again()
    {
        Commit(Request(User($"alpha {Long}", ""","cache_control":{"type":"ephemeral"}""")));

        Encode(Request(User($"alpha {Long}"), Assistant("beta"), User("gamma"))).SearchText.ShouldBe("gamma\n");
    }

    [Fact]
    public void A_call_that_is_sent_again_must_be_found_too()
    {
        Commit(Request(User($"alpha {Long}")));

        Encode(Request(User($"alpha {Long}"))).SearchText!.ShouldContain("alpha");
    }

    [Fact]
    public void A_history_from_elsewhere_must_be_indexed_whole() =>
        Encode(Request(User($"alpha {Long}"), Assistant("beta"), User("gamma"))).SearchText!.Split('\n')
            .ShouldBe(["gamma", "beta", $"alpha {Long}", Instructions, ""], ignoreOrder: false);

    [Fact]
    public void The_answer_s_text_must_be_found()
    {
        var id = Some.Id();
        var batch = Some.Batch(id, 7, new Completed(Some.Summary())) with { AnswerText = "the\0 answer\u001b[0m" };

        Encoder().Encode(batch).SearchText.ShouldBe("the  answer [0m");
    }

    [Fact]
    public void Token_counts_must_not_be_found()
    {
        var id = Some.Id();

        Encoder().Encode(Some.Batch(id, 1, Some.Opened(kind: CallKind.TokenCount), Request(User("alpha")))).SearchText.ShouldBeNull();
    }

    [Fact]
    public void A_long_text_must_not_keep_the_others_out()
    {
        var rows = Encode(Request(User("alpha"), User(new string('x', 300_000)), User("omega")));

        rows.SearchText!.Split('\n').Select(line => line.Length).ShouldBe([5, RequestTextReader.MaxPiece, 5, Instructions.Length, 0]);
    }

    [Fact]
    [Trait("Spec", "002-35")]
    public void A_shape_that_is_not_known_must_be_told_and_searched_and_kept()
    {
        var request = Request("""{"type":"brain_scan","waves":["hidden words"],"data":"AAAA"}""");

        var rows = Encode(request);

        rows.SearchText!.ShouldContain("hidden words");
        var (id, level, text) = _log.Lines.ShouldHaveSingleItem();
        (id, level).ShouldBe((4200, LogLevel.Warning));
        text.ShouldContain(rows.TransactionId.ToString());
        text.ShouldContain("brain_scan");
        text.ShouldContain($"{request.Body!.Size}");
    }

    [Theory]
    [InlineData("hello there", "hello there")]
    [InlineData("  two\\n lines\\u0000 ", "two lines")]
    [InlineData("<system-reminder>x</system-reminder>", "the first")]
    [InlineData("# AGENTS.md instructions", "the first")]
    public void A_call_must_be_titled_by_the_last_words_of_its_user(string text, string title) =>
        Encode(Request(User("the first"), Assistant("x"), User(text))).Change.Title.ShouldBe(title);

    [Fact]
    public void A_title_must_have_at_most_120_characters() =>
        Encode(Request(User(new string('é', 500)))).Change.Title!.Length.ShouldBe(RowText.MaxTitle);

    [Fact]
    public void The_title_of_a_turn_behind_tool_results_must_be_what_its_user_asked()
    {
        const string Result = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"42"}]}""";

        Encode(Request(User("count"), Assistant("x"), Result, Assistant("y"), Result)).Change.Title.ShouldBe("count");
    }

    [Fact]
    public void A_session_must_be_titled_by_its_turn_or_by_the_answer_to_that_question()
    {
        Encode(Request(User("fix it"))).SessionTitle.ShouldBe(new SessionTitle(CallKind.Turn, "fix it"));
        var end = Some.Batch(Some.Id(), 9, new Completed(Some.Summary())) with { AnswerText = """{"title":"Fix the\nbuild"}""" };
        Encoder().Encode(end).SessionTitle.ShouldBe(new SessionTitle(CallKind.Title, "Fix the build"));
        Encoder().Encode(end with { AnswerText = """{"title":"\ud83c"}""" }).SessionTitle.ShouldBeNull();
        Encoder().Encode(end with { AnswerText = "{no json" }).SessionTitle.ShouldBeNull();
    }

    [Theory]
    [InlineData(PolicyVerdict.Replace, false, true)]
    [InlineData(PolicyVerdict.Block, false, true)]
    [InlineData(PolicyVerdict.Error, false, true)]
    [InlineData(PolicyVerdict.Forward, false, false)]
    [InlineData(PolicyVerdict.Block, true, false)]
    public void Only_a_decision_with_an_effect_must_count_as_intervention(PolicyVerdict verdict, bool isShadow, bool isIntervened) =>
        Encode(new PolicyDecided { Policy = "p", Verdict = verdict, IsShadow = isShadow }).Change.IsIntervened.ShouldBe(isIntervened);

    [Fact]
    [Trait("Spec", "002-30")]
    public void A_session_of_another_alphabet_must_not_reach_the_tables()
    {
        var rows = Encode(Some.Opened(session: "../x"));

        rows.Session.ShouldBeNull();
        rows.Change.Opened!.SessionId.ShouldBeNull();
    }

    static RequestReceived Request(params string[] messages) =>
        new([], new Payload.Whole(Encoding.UTF8.GetBytes($$"""{"model":"m","system":[{"type":"text","text":"{{Instructions}}"}],"messages":[{{string.Join(',', messages)}}]}""")));

    static string User(string text, string mark = "") => $$"""{"role":"user","content":[{"type":"text","text":"{{text}}"{{mark}}}]}""";

    static string Assistant(string text) => $$"""{"role":"assistant","content":[{"type":"text","text":"{{text}}"}]}""";

    RowEncoder Encoder() => new(_known, _time, _log.For<RowEncoder>());

    RowBatch Encode(JournalEvent happened) => Encoder().Encode(Some.Batch(Some.Id(), 2, happened));

    RowBatch Commit(JournalEvent happened)
    {
        var rows = Encode(happened);
        _known.Confirm(rows);
        return rows;
    }
}
