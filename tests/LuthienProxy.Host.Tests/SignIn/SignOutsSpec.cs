using Luthien.TestKit;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.SignIn;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>What a node remembers of sign-outs is bounded, and forgetting one never brings its session back.</summary>
[Trait("Spec", "000-03b")]
public sealed class SignOutsSpec : IDisposable
{
    readonly ManualTime _time = new();
    readonly string _directory = Directory.CreateTempSubdirectory("luthien-sign-outs-").FullName;
    int _ended;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void With_more_sign_outs_than_are_remembered_the_oldest_sessions_must_be_over_and_newer_ones_go_on()
    {
        var signOuts = SignOuts(3);
        var tickets = Enumerable.Range(0, 6).Select(_ => Next()).ToList();
        tickets.Take(4).ToList().ForEach(ticket => signOuts.Add(ticket, DateTimeOffset.MinValue));
        tickets.Select(signOuts.Includes).ShouldBe([true, true, true, true, false, false]);
        // One that began in the second of the one that was forgotten.
        signOuts.Includes(tickets[0] with { Id = TicketSeal.NewId() }).ShouldBeTrue();
        signOuts.Includes(tickets[1] with { Id = TicketSeal.NewId() }).ShouldBeFalse();
    }

    [Fact]
    public void Sessions_that_are_too_old_anyway_must_be_forgotten_first()
    {
        var signOuts = SignOuts(3);
        var tickets = Enumerable.Range(0, 4).Select(_ => Next()).ToList();
        tickets.ForEach(ticket => signOuts.Add(ticket, expired: tickets[1].BegunAt));
        // The first is forgotten, and nobody else pays for it.
        tickets.Select(signOuts.Includes).ShouldBe([false, true, true, true]);
    }

    [Fact]
    public void What_runs_must_end_with_its_session_once_and_not_after_it_is_over()
    {
        var sessions = Sessions();
        var ticket = sessions.Find(sessions.Begin()).ShouldNotBeNull();
        var other = sessions.Find(sessions.Begin()).ShouldNotBeNull();
        sessions.Follow(ticket, () => _ended += 100).Dispose();
        using var running = sessions.Follow(ticket, () => _ended++);
        using var foreign = sessions.Follow(other, () => _ended += 1000);
        sessions.End(ticket);
        sessions.End(ticket);
        _ended.ShouldBe(1);
        using var late = sessions.Follow(ticket, () => _ended += 10);
        _ended.ShouldBe(11);
    }

    [Fact]
    public void What_runs_must_end_when_its_session_is_too_old()
    {
        var sessions = Sessions();
        var ticket = sessions.Find(sessions.Begin()).ShouldNotBeNull();
        using var running = sessions.Follow(ticket, () => _ended++);
        sessions.Follow(ticket, () => _ended += 100).Dispose();
        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(2));
        _ended.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(2));
        _ended.ShouldBe(1);
        _time.NextDue.ShouldBeNull();
    }

    [Fact]
    public void A_restart_must_keep_those_who_are_signed_in_and_those_who_are_signed_out()
    {
        var tickets = Enumerable.Range(0, 6).Select(_ => Next()).ToList();
        var before = SignOuts(3);
        tickets.Take(4).ToList().ForEach(ticket => before.Add(ticket, DateTimeOffset.MinValue));
        tickets.Select(SignOuts(3).Includes).ShouldBe([true, true, true, true, false, false]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon\n")]
    [InlineData("0\nno-time\n")]
    [InlineData("999999999999999999\n")]
    public void A_file_of_sign_outs_that_cannot_be_read_must_be_told_from_one_that_says_that_there_are_none(string content)
    {
        var file = new SignOutFile(_directory);
        file.Read().ShouldNotBeNull().Ended.ShouldBeEmpty();
        File.WriteAllText(Path.Combine(_directory, "sign-outs"), content);
        file.Read().ShouldBeNull();
    }

    SignOuts SignOuts(int most) => new(most, new SignOutFile(_directory).Read().ShouldNotBeNull(), list => new SignOutFile(_directory).Write(list).ShouldBeNull());

    Ticket Next()
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        var now = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        return new Ticket(TicketSeal.NewId(), now, now);
    }

    Sessions Sessions() => new(new TicketSeal(new AdminKey("key", null)), SignOuts(10), new SignInSettings(), _time);
}
