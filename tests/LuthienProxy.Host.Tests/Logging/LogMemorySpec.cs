using Luthien.TestKit;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tails;
using Serilog;
using Serilog.Events;

namespace LuthienProxy.Host.Tests.Logging;

/// <summary>The latest lines of the log are remembered, no more of them than may be, and told to those who watch.</summary>
public sealed class LogMemorySpec : IDisposable
{
    readonly LogControl _control = new(new LogSettings { Memory = 3, Level = "information" });
    readonly Serilog.Core.Logger _log;

    public LogMemorySpec() => _log = new LoggerConfiguration().MinimumLevel.ControlledBy(_control.Own).WriteTo.Sink(_control.Memory).CreateLogger();

    public void Dispose()
    {
        _log.Dispose();
        _control.Dispose();
    }

    [Fact]
    public void The_latest_lines_must_be_there_as_the_console_has_them()
    {
        _log.Information("one");
        _log.Warning(new InvalidOperationException("why"), "two {count} {key} {kind}", 2, "k", DayOfWeek.Friday);
        var lines = _control.Memory.Latest(10, LogEventLevel.Verbose);
        lines.Select(line => (line.Number, line.Level, line.Message)).ShouldBe([(1, "information", "one"), (2, "warning", "two 2 k Friday")]);
        lines[1].Exception!.ShouldContain("why");
    }

    [Fact]
    public void No_more_lines_must_be_kept_than_may_be_and_none_that_is_longer_than_may_be()
    {
        foreach (var number in Enumerable.Range(1, 5))
            _log.Information("line {number}", number);
        _log.Error(new string('x', 20_000));
        var lines = _control.Memory.Latest(10, LogEventLevel.Verbose);
        lines.Select(line => line.Number).ShouldBe([4, 5, 6]);
        lines[^1].Message.Length.ShouldBeLessThan(9_000);
        _control.Memory.Latest(10, LogEventLevel.Error).ShouldHaveSingleItem().Number.ShouldBe(6);
        _control.Memory.Latest(1, LogEventLevel.Verbose).ShouldHaveSingleItem().Number.ShouldBe(6);
    }

    [Fact]
    public void A_level_must_fall_back_when_its_time_is_over_and_not_for_a_time_that_was_replaced()
    {
        var time = new ManualTime();
        _control.Set(LogEventLevel.Debug, TimeSpan.FromMinutes(1), time);
        _control.Set(LogEventLevel.Error, TimeSpan.FromMinutes(10), time);
        _control.Now.ShouldBe((LogEventLevel.Error, time.GetUtcNow() + TimeSpan.FromMinutes(10)));
        time.Advance(TimeSpan.FromMinutes(5));
        (_control.Now.Level, _control.Framework.MinimumLevel).ShouldBe((LogEventLevel.Error, LogEventLevel.Error));
        time.Advance(TimeSpan.FromMinutes(6));
        _control.Now.ShouldBe((LogEventLevel.Information, null));
        _control.Framework.MinimumLevel.ShouldBe(LogEventLevel.Warning);
    }

    [Fact]
    public void Whoever_does_not_keep_up_must_lose_the_oldest_lines_and_be_told_how_many()
    {
        var tail = new LiveTail<int>();
        using var slow = tail.Watch()!;
        using var quick = tail.Watch()!;
        foreach (var number in Enumerable.Range(1, LiveTail<int>.Queue + 7))
        {
            tail.Tell(number);
            quick.TryRead(out var seen).ShouldBeTrue();
            seen.ShouldBe(number);
        }
        (slow.Missed(), slow.Missed(), quick.Missed()).ShouldBe((7, 0, 0));
        slow.TryRead(out var oldest).ShouldBeTrue();
        oldest.ShouldBe(8);
    }

    [Fact]
    public void No_more_may_watch_than_may_and_who_leaves_must_make_room()
    {
        var tail = new LiveTail<int>();
        var watchers = Enumerable.Range(0, LiveTail<int>.MostWatchers).Select(_ => tail.Watch()!).ToList();
        tail.Watch().ShouldBeNull();
        watchers[0].Dispose();
        watchers[0].Dispose();
        tail.Watch().ShouldNotBeNull();
        tail.Watch().ShouldBeNull();
    }
}
