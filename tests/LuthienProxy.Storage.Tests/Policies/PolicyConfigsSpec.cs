using System.Text.Json;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Policies;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Policies;

/// <summary>What people configure is kept by version, one of them is active, and who made it so stands in the history.</summary>
public abstract class PolicyConfigsSpec(DatabaseEngine engine) : IAsyncLifetime
{
    const int Racers = 8;

    static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    readonly SetClock _clock = new(Start);

    private protected TestJournal Journal { get; private set; } = null!;

    PolicyConfigs Configs { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Journal = await TestJournal.OpenAsync(engine);
        Configs = new PolicyConfigs(Journal.Database, _clock);
    }

    public async Task DisposeAsync() => await Journal.DisposeAsync();

    [Fact]
    public async Task Every_change_of_an_instance_must_be_its_next_version()
    {
        (await CreateAsync("guard", """{ "limit": 1 }""")).Version.ShouldBe(new PolicyVersion("guard", 1));
        (await CreateAsync("other", "{}")).Version.ShouldBe(new PolicyVersion("other", 1));
        (await CreateAsync("guard", """{ "limit": 2 }""")).Version.ShouldBe(new PolicyVersion("guard", 2));
        (await Configs.FindAsync(new PolicyVersion("guard", 1), CancellationToken.None))!.Configuration.GetProperty("limit").GetInt32().ShouldBe(1);
        (await Configs.FindAsync(new PolicyVersion("guard", 2), CancellationToken.None))!.Configuration.GetProperty("limit").GetInt32().ShouldBe(2);
        (await Configs.FindAsync(new PolicyVersion("guard", 3), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_version_must_be_read_as_it_was_given()
    {
        var config = await CreateAsync("guard", """{ "words": ["ä", "\"x\"", null], "strict": true }""");
        var read = (await Configs.FindAsync(config.Version, CancellationToken.None))!;
        (read.Class, read.Description, read.IsActive, read.CreatedAt, read.CreatedBy).ShouldBe(("BlockNumbers", "Keeps numbers out", false, Start, "ann"));
        JsonElement.DeepEquals(read.Configuration, JsonElement.Parse("""{ "strict": true, "words": ["ä", "\"x\"", null] }""")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_or_a_configuration_that_cannot_be_kept_must_be_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => CreateAsync("", "{}"));
        await Should.ThrowAsync<ArgumentException>(() => CreateAsync("guard", $"\"{new string('x', PolicyConfigs.MaxConfigurationBytes)}\""));
        (await Configs.ListAsync(10, null, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_all_versions_only_the_one_activated_last_must_be_active()
    {
        await CreateAsync("guard", "{}");
        await CreateAsync("guard", "{}");
        await CreateAsync("other", "{}");
        (await Configs.ActiveAsync(CancellationToken.None)).ShouldBeNull();
        (await ActivateAsync("guard", 1))!.IsActive.ShouldBeTrue();
        (await ActivateAsync("guard", 2))!.IsActive.ShouldBeTrue();
        (await ActivateAsync("other", 1))!.IsActive.ShouldBeTrue();
        (await ActiveVersionAsync()).ShouldBe(new PolicyVersion("other", 1));
        (await Configs.ListAsync(10, null, CancellationToken.None)).Count(config => config.IsActive).ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_is_not_there_must_change_nothing()
    {
        await CreateAsync("guard", "{}");
        await ActivateAsync("guard", 1);
        var history = await HistoryAsync();
        (await ActivateAsync("guard", 2)).ShouldBeNull();
        (await ActiveVersionAsync()).ShouldBe(new PolicyVersion("guard", 1));
        (await HistoryAsync()).ShouldBe(history);
    }

    [Fact]
    public async Task The_active_version_activated_again_must_leave_the_history_as_it_is()
    {
        await CreateAsync("guard", "{}");
        await ActivateAsync("guard", 1);
        var history = await HistoryAsync();
        (await ActivateAsync("guard", 1))!.IsActive.ShouldBeTrue();
        (await HistoryAsync()).ShouldBe(history);
    }

    [Fact]
    public async Task The_history_must_tell_what_was_done_by_whom_the_newest_first()
    {
        await CreateAsync("guard", "{}");
        await CreateAsync("other", "{}");
        await ActivateAsync("guard", 1, "bob");
        _clock.Now = Start.AddMinutes(5);
        await ActivateAsync("other", 1, "eve");
        var guard = new PolicyVersion("guard", 1);
        var other = new PolicyVersion("other", 1);
        var history = await HistoryAsync();
        history.Select(change => (change.Action, change.From, change.To, change.At, change.By)).ShouldBe([
            (PolicyAction.Activate, guard, other, Start.AddMinutes(5), "eve"),
            (PolicyAction.Activate, null, guard, Start, "bob"),
            (PolicyAction.Create, null, other, Start, "ann"),
            (PolicyAction.Create, null, guard, Start, "ann"),
        ]);
        (await Configs.HistoryAsync(2, history[0].Number, CancellationToken.None)).ShouldBe([history[1], history[2]]);
    }

    [Fact]
    public async Task A_rollback_must_activate_what_was_active_before()
    {
        await CreateAsync("guard", "{}");
        await CreateAsync("guard", "{}");
        await ActivateAsync("guard", 1);
        await ActivateAsync("guard", 2);
        // What is only made was never active.
        await CreateAsync("guard", "{}");
        (await Configs.RollbackAsync("eve", _ => { }, CancellationToken.None))!.Version.ShouldBe(new PolicyVersion("guard", 1));
        (await ActiveVersionAsync()).ShouldBe(new PolicyVersion("guard", 1));
        var last = (await HistoryAsync())[0];
        (last.Action, last.From, last.To, last.By).ShouldBe((PolicyAction.Rollback, new PolicyVersion("guard", 2), new PolicyVersion("guard", 1), "eve"));
        (await Configs.RollbackAsync("eve", _ => { }, CancellationToken.None))!.Version.ShouldBe(new PolicyVersion("guard", 2));
    }

    [Fact]
    public async Task Where_nothing_was_active_before_a_rollback_must_change_nothing()
    {
        (await Configs.RollbackAsync("eve", _ => { }, CancellationToken.None)).ShouldBeNull();
        await CreateAsync("guard", "{}");
        await ActivateAsync("guard", 1);
        (await Configs.RollbackAsync("eve", _ => { }, CancellationToken.None)).ShouldBeNull();
        (await ActiveVersionAsync()).ShouldBe(new PolicyVersion("guard", 1));
    }

    [Fact]
    public async Task Pages_must_hold_every_version_once_by_name_and_the_newest_first()
    {
        await CreateAsync("b", "{}");
        await CreateAsync("a", "{}");
        await CreateAsync("b", "{}");
        var first = await Configs.ListAsync(2, null, CancellationToken.None);
        first.Select(config => config.Version).ShouldBe([new PolicyVersion("a", 1), new PolicyVersion("b", 2)]);
        (await Configs.ListAsync(2, first[^1].Version, CancellationToken.None)).Select(config => config.Version).ShouldBe([new PolicyVersion("b", 1)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(QueryOptions.MaxPage + 1)]
    public async Task A_page_without_bounds_must_be_refused(int limit)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Configs.ListAsync(limit, null, CancellationToken.None));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Configs.HistoryAsync(limit, null, CancellationToken.None));
    }

    [Fact]
    public async Task Activations_at_once_must_end_with_one_active_and_each_in_the_history()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => CreateAsync("guard", "{}")));
        versions.Select(config => config.Version.Version).Order().ShouldBe(Enumerable.Range(1, Racers));
        await Task.WhenAll(versions.Select(config => ActivateAsync("guard", config.Version.Version)));
        (await Configs.ListAsync(100, null, CancellationToken.None)).Count(config => config.IsActive).ShouldBe(1);
        var activations = (await HistoryAsync()).Where(change => change.Action == PolicyAction.Activate).ToList();
        activations.Count.ShouldBe(Racers);
        activations[0].To.ShouldBe(await ActiveVersionAsync());
        // Each began where the one before it had ended.
        activations.Select(change => change.From).ShouldBe([.. activations.Skip(1).Select(change => change.To), null]);
    }

    [Fact]
    public async Task An_activation_whose_history_cannot_be_written_must_not_happen()
    {
        await CreateAsync("guard", "{}");
        await CreateAsync("guard", "{}");
        await ActivateAsync("guard", 1);
        await Journal.Database.ExecuteAsync("alter table policy_history rename to elsewhere");
        await Should.ThrowAsync<System.Data.Common.DbException>(() => ActivateAsync("guard", 2));
        (await ActiveVersionAsync()).ShouldBe(new PolicyVersion("guard", 1));
    }

    [Fact]
    public async Task An_instance_that_is_enabled_must_be_made_and_active_and_both_stand_in_the_history()
    {
        (await Configs.EnableAsync(Wanted("guard", "{}"), CancellationToken.None)).IsActive.ShouldBeTrue();
        (await Configs.ActiveVersionAsync(CancellationToken.None)).ShouldBe(new PolicyVersion("guard", 1));
        (await HistoryAsync()).Select(change => change.Action).ShouldBe([PolicyAction.Activate, PolicyAction.Create]);
    }

    [Fact]
    public async Task Nothing_must_be_active_after_a_deactivation_and_a_second_one_change_nothing()
    {
        await Configs.EnableAsync(Wanted("guard", "{}"), CancellationToken.None);
        (await Configs.DeactivateAsync("eve", CancellationToken.None)).ShouldBe(new PolicyVersion("guard", 1));
        (await ActiveVersionAsync()).ShouldBeNull();
        (await Configs.DeactivateAsync("eve", CancellationToken.None)).ShouldBeNull();
        var last = (await HistoryAsync())[0];
        (last.Action, last.From, last.To, last.By).ShouldBe((PolicyAction.Deactivate, new PolicyVersion("guard", 1), null, "eve"));
        (await HistoryAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_number_that_was_deleted_must_not_come_again_and_what_is_active_must_stay()
    {
        await CreateAsync("guard", "{}");
        await CreateAsync("guard", "{}");
        await ActivateAsync("guard", 1);
        (await Configs.DeleteAsync(new PolicyVersion("guard", 1), "eve", CancellationToken.None)).ShouldBe(PolicyDeletion.IsActive);
        (await Configs.DeleteAsync("guard", "eve", CancellationToken.None)).ShouldBe(PolicyDeletion.IsActive);
        (await Configs.DeleteAsync(new PolicyVersion("guard", 2), "eve", CancellationToken.None)).ShouldBe(PolicyDeletion.Deleted);
        (await Configs.DeleteAsync(new PolicyVersion("guard", 2), "eve", CancellationToken.None)).ShouldBe(PolicyDeletion.NotFound);
        (await CreateAsync("guard", "{}")).Version.ShouldBe(new PolicyVersion("guard", 3));
    }

    [Fact]
    public async Task A_rollback_that_is_refused_must_change_nothing()
    {
        await Configs.EnableAsync(Wanted("guard", "{}"), CancellationToken.None);
        await Configs.EnableAsync(Wanted("other", "{}"), CancellationToken.None);
        var history = await HistoryAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => Configs.RollbackAsync("eve", _ => throw new InvalidOperationException(), CancellationToken.None));
        (await ActiveVersionAsync()).ShouldBe(new PolicyVersion("other", 1));
        (await HistoryAsync()).ShouldBe(history);
    }

    private protected static async Task ActivateOneAsync(IDatabase database)
    {
        var configs = new PolicyConfigs(database, TimeProvider.System);
        await configs.CreateAsync(Wanted("guard", """{ "limit": 7 }"""), CancellationToken.None);
        await configs.ActivateAsync(new PolicyVersion("guard", 1), "bob", CancellationToken.None);
    }

    private protected static async Task MustHaveItAsync(IDatabase database)
    {
        var configs = new PolicyConfigs(database, TimeProvider.System);
        var active = (await configs.ActiveAsync(CancellationToken.None))!;
        (active.Version, active.Class, active.Configuration.GetProperty("limit").GetInt32()).ShouldBe((new PolicyVersion("guard", 1), "BlockNumbers", 7));
        (await configs.HistoryAsync(10, null, CancellationToken.None)).Select(change => change.Action).ShouldBe([PolicyAction.Activate, PolicyAction.Create]);
    }

    Task<PolicyConfig> CreateAsync(string name, string configuration) => Configs.CreateAsync(Wanted(name, configuration), CancellationToken.None);

    Task<PolicyConfig?> ActivateAsync(string name, int version, string by = "bob") => Configs.ActivateAsync(new PolicyVersion(name, version), by, CancellationToken.None);

    async Task<PolicyVersion?> ActiveVersionAsync() => (await Configs.ActiveAsync(CancellationToken.None))?.Version;

    Task<IReadOnlyList<PolicyChange>> HistoryAsync() => Configs.HistoryAsync(100, null, CancellationToken.None);

    static NewPolicyConfig Wanted(string name, string configuration) =>
        new() { Name = name, Class = "BlockNumbers", Configuration = JsonElement.Parse(configuration), Description = "Keeps numbers out", By = "ann" };
}
