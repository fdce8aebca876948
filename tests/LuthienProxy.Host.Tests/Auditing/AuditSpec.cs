using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Host.Tests.Auditing;

/// <summary>What is put on record of a change, whatever becomes of it and of the record.</summary>
public sealed class AuditSpec
{
    static readonly Operation Killing = new Operation("killThing", "System", "Kills it.").Changes();
    static readonly Operation SigningIn = new Operation("signIn", "Session", "Signs in.").For(Access.Anybody).Changes();

    readonly KeptChanges _journal = new();
    bool _isMade;

    [Fact]
    public async Task A_change_that_was_made_must_be_told_with_its_particulars()
    {
        await AskAsync(http =>
        {
            ChangeNote.Of(http).About("/user/thing", ("restarts", 3), ("note", null));
            return Task.CompletedTask;
        });
        var change = _journal.All.ShouldHaveSingleItem();
        (change.Action, change.Actor, change.Origin, change.Node, change.Subject, change.Detail, change.Outcome)
            .ShouldBe(("killThing", "admin (eve)", "key socket", "me", "/user/thing", """{"restarts":3}""", ChangeOutcome.Done));
    }

    [Fact]
    public async Task A_refusal_must_be_told_with_its_problem()
    {
        await Should.ThrowAsync<ProblemException>(() => AskAsync(_ => throw new ProblemException(Problem.NotFound)));
        var change = _journal.All.ShouldHaveSingleItem();
        (change.Outcome, change.Detail).ShouldBe((ChangeOutcome.Refused, """{"problem":"urn:luthien:problem:not-found"}"""));
    }

    [Fact]
    public async Task What_the_gateway_fails_at_must_be_told_as_that()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => AskAsync(_ => throw new InvalidOperationException("a bug")));
        await Should.ThrowAsync<ProblemException>(() => AskAsync(_ => throw new ProblemException(Problem.Unavailable)));
        _journal.All.ShouldAllBe(change => change.Outcome == ChangeOutcome.Failed);
    }

    [Fact]
    public async Task Whoever_leaves_before_the_answer_must_leave_it_open_what_became_of_it()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => AskAsync(http =>
        {
            http.RequestAborted = new CancellationToken(canceled: true);
            throw new OperationCanceledException();
        }));
        _journal.All.ShouldHaveSingleItem().Outcome.ShouldBe(ChangeOutcome.Unknown);
    }

    [Fact]
    public async Task What_is_recorded_before_it_happens_must_not_be_recorded_twice()
    {
        await AskAsync(http => ChangeNote.Of(http).RecordNowAsync());
        _journal.All.ShouldHaveSingleItem().Outcome.ShouldBe(ChangeOutcome.Done);
    }

    [Fact]
    public async Task A_change_that_cannot_be_recorded_must_happen_all_the_same_where_nothing_else_is_asked()
    {
        _journal.Receipt = JournalReceipt.Lost;
        await AskAsync(Make);
        _isMade.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_a_record_is_required_a_change_that_cannot_have_one_must_not_happen()
    {
        _journal.Receipt = JournalReceipt.Lost;
        (await Should.ThrowAsync<ProblemException>(() => AskAsync(Make, audit: AdminSettings.Required))).Problem.ShouldBe(Problem.NotAudited);
        _isMade.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_a_record_is_required_it_must_stand_before_the_change_and_be_the_same_one_after_it()
    {
        await AskAsync(
            http =>
            {
                _journal.All.ShouldHaveSingleItem().Outcome.ShouldBe(ChangeOutcome.Begun);
                return Make(http);
            },
            audit: AdminSettings.Required);
        _journal.All.Select(change => change.Outcome).ShouldBe([ChangeOutcome.Begun, ChangeOutcome.Done]);
        _journal.All.Select(change => change.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_stranger_who_is_not_let_in_must_leave_no_record()
    {
        await Should.ThrowAsync<ProblemException>(() => AskAsync(_ => throw new ProblemException(Problem.WrongKey), SigningIn));
        _journal.All.ShouldBeEmpty();
        await AskAsync(Make, SigningIn);
        _journal.All.ShouldHaveSingleItem().Outcome.ShouldBe(ChangeOutcome.Done);
    }

    [Fact]
    public async Task Particulars_that_are_too_long_must_be_left_out()
    {
        await AskAsync(http =>
        {
            ChangeNote.Of(http).About("thing", ("text", new string('x', 10_000)));
            return Task.CompletedTask;
        });
        var change = _journal.All.ShouldHaveSingleItem();
        (change.Subject, change.Detail).ShouldBe(("thing", null));
    }

    Task Make(HttpContext http)
    {
        _isMade = true;
        return Task.CompletedTask;
    }

    Task AskAsync(RequestDelegate handler, Operation? operation = null, string audit = AdminSettings.BestEffort)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer " + AdminAsking.Key;
        http.Request.Headers["X-Luthien-Actor"] = "eve";
        return new Audit(_journal, new RecordingOptions { Node = "me" }, new AdminSettings { Audit = audit }, TimeProvider.System, NullLogger<Audit>.Instance)
            .Over(operation ?? Killing, handler)(http);
    }
}
