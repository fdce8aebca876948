using Luthien.Hocon.Tests.Including;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Luthien.Hocon.Tests.Configuration;

[Trait("Spec", "HOCON reload")]
public sealed class ReloadSpec : IDisposable
{
    readonly ConfigDirectory _directory = new();
    readonly ManualClock _clock = new();
    readonly ManualWatch _watch = new();
    readonly List<HoconException> _errors = [];
    readonly IConfigurationRoot _configuration;
    int _changes;

    public ReloadSpec()
    {
        _directory.With("main.conf", "a = 1\ninclude \"sub/more\"").With("sub/more.conf", "b = 1");
        _configuration = new ConfigurationBuilder().AddHocon(Configure).Build();
        ChangeToken.OnChange(_configuration.GetReloadToken, () => _changes++);
    }

    public void Dispose()
    {
        (_configuration as IDisposable)?.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_change_is_read_when_the_files_have_been_quiet_for_250_ms()
    {
        _directory.With("main.conf", "a = 2");

        _watch.Changed();
        _clock.Advance(249);
        (_configuration["a"], _changes).ShouldBe(("1", 0));
        _clock.Advance(1);

        (_configuration["a"], _configuration["b"], _changes, Provider.Revision).ShouldBe(("2", null, 1, 2));
    }

    [Fact]
    public void A_burst_of_changes_is_read_once()
    {
        _watch.Changed();
        _clock.Advance(200);
        _watch.Changed();
        _clock.Advance(200);
        _changes.ShouldBe(0);
        _clock.Advance(50);
        _clock.Advance(1000);

        _changes.ShouldBe(1);
    }

    [Theory]
    [InlineData("a = 2\nb = ")]
    [InlineData("a = 2\nb = ${nowhere}")]
    [InlineData("a = 2\nunknown = 1")]
    [InlineData("a = 2\nB = 1, b = 2")]
    public void What_is_not_accepted_leaves_the_old_tree_and_is_reported(string text)
    {
        _directory.With("main.conf", text);

        Change();

        (_configuration["a"], _changes, Provider.Revision).ShouldBe(("1", 0, 1));
        _errors.ShouldHaveSingleItem().Origin.Line.ShouldBeInRange(2, 3);
        Provider.ReloadError.ShouldBe(_errors[0]);
        Provider.Document.Find("b").ShouldNotBeNull();
    }

    [Fact]
    public void The_next_good_text_is_accepted_again()
    {
        _directory.With("main.conf", "a = ");
        Change();
        _directory.With("main.conf", "a = 3");
        Change();

        (_configuration["a"], Provider.ReloadError, Provider.Revision).ShouldBe(("3", null, 2));
    }

    [Fact]
    public void A_file_that_vanished_is_a_rejected_reload()
    {
        File.Delete(_directory["main.conf"]);

        Change();

        (_configuration["a"], _errors.Count).ShouldBe(("1", 1));
    }

    [Fact]
    public void The_directories_of_all_files_are_watched() => _watch.Directories.ShouldBe([_directory.Path, _directory["sub"]], ignoreOrder: true);

    [Fact]
    public void A_disposed_provider_reads_no_more()
    {
        (_configuration as IDisposable)!.Dispose();
        _directory.With("main.conf", "a = 2");

        Change();

        (_configuration["a"], _watch.IsDisposed).ShouldBe(("1", true));
    }

    [Fact]
    public async Task The_file_system_reports_changes()
    {
        var configuration = new ConfigurationBuilder().AddHoconFile(_directory["main.conf"], reloadOnChange: true).Build();
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = ChangeToken.OnChange(configuration.GetReloadToken, () => changed.TrySetResult());

        _directory.With("sub/more.conf", "b = 7");
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30));

        configuration["b"].ShouldBe("7");
        (configuration as IDisposable)!.Dispose();
    }

    HoconConfigurationProvider Provider => (HoconConfigurationProvider)_configuration.Providers.Single();

    void Change()
    {
        _watch.Changed();
        _clock.Advance(250);
    }

    void Configure(HoconConfigurationSource source)
    {
        source.Layers.Add(new HoconLayer.File(_directory["main.conf"]));
        source.Schema = HoconSchema.Of("a", "b", "B");
        source.Options = Reading.Options();
        source.ReloadOnChange = true;
        source.Time = _clock;
        source.OnReloadError = _errors.Add;
        source.Watch = changed =>
        {
            _watch.Changed = changed;
            return _watch;
        };
    }
}
