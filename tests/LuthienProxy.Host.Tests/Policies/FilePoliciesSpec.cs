using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>What one look at a policy file sees. The gateway looks twice a second, so a change is in use within one.</summary>
[Trait("Spec", "000-45")]
public sealed class FilePoliciesSpec : IDisposable
{
    readonly ScratchFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_gateway_must_look_four_times_a_second_unless_it_is_told_otherwise() =>
        new PolicySettings().WatchInterval.ToTimeSpan().ShouldBe(TimeSpan.FromMilliseconds(250));

    [Fact]
    public async Task The_look_after_a_change_must_see_it_and_the_one_after_that_nothing_new()
    {
        var source = SourceOf("policies = []");
        var first = (await AskAsync(source, null)).ShouldBeOfType<PolicySupply.Says>();
        (await AskAsync(source, first.Mark)).ShouldBeOfType<PolicySupply.Unchanged>();
        _files.Write("policies.conf", "policies = [ { policy = AllCaps } ]");
        var second = (await AskAsync(source, first.Mark)).ShouldBeOfType<PolicySupply.Says>();
        second.Instance.Policies.ShouldHaveSingleItem().Policy.ShouldBe("AllCaps");
        (await AskAsync(source, second.Mark)).ShouldBeOfType<PolicySupply.Unchanged>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("policies = [ { policy = NoOp }")]
    [InlineData("policies = [ { policy = Unheard } ]")]
    public async Task What_cannot_be_used_must_be_silence_with_reasons_at_every_look(string text)
    {
        var source = SourceOf("policies = []");
        var first = (await AskAsync(source, null)).ShouldBeOfType<PolicySupply.Says>();
        _files.Write("policies.conf", text);
        (await AskAsync(source, first.Mark)).ShouldBeOfType<PolicySupply.Silent>().Reasons.ShouldNotBeEmpty();
        (await AskAsync(source, first.Mark)).ShouldBeOfType<PolicySupply.Silent>().Reasons.ShouldNotBeEmpty();
    }

    static Task<PolicySupply> AskAsync(FilePolicies source, string? known) => source.AskAsync(known, CancellationToken.None);

    FilePolicies SourceOf(string text) => new(
        _files.Write("policies.conf", text), new PolicyFileReader(PolicyCatalog.BuiltIn), new ChainBuilder(PolicyCatalog.BuiltIn, NoJudges.Instance, new PolicyLimits()));
}
