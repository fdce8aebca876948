using Luthien.Hocon;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Replays;

/// <summary>Finds the policies that recorded calls shall run under, and refuses with every reason what cannot be used. Thread-safe.</summary>
sealed class ReplayCandidates(PolicyDefinitions definitions, PolicyFileReader files, PolicyConfigs configs, ChainInUse inUse)
{
    /// <exception cref="ProblemException">They cannot be used, or there are none such.</exception>
    public async Task<ActiveChain> FindAsync(ReplayRequest wanted, CancellationToken cancellation)
    {
        if (new object?[] { wanted.Name, wanted.Chain, wanted.File }.Count(static way => way is not null) > 1 || (wanted.Version is not null && wanted.Name is null))
            throw new ProblemException(Problem.InvalidBody.With(new FieldError(null, "name", "Of name (with version), chain and file at most one names the policies.")));
        return wanted switch
        {
            { Name: { } name } => await StoredAsync(name, wanted.Version, cancellation),
            { Chain: { } chain } => definitions.Chain(new PolicyDefinition { Policies = chain }),
            { File: { } text } => Sent(text),
            _ => inUse.State.Chain ?? throw new ProblemException(Problem.PolicyRefused.With(new FieldError(null, null, "No policies were named, and this node does not know which are in use."))),
        };
    }

    async Task<ActiveChain> StoredAsync(string name, int? version, CancellationToken cancellation)
    {
        if (!PolicyDefinitions.IsName(name))
            throw new ProblemException(Problem.NotFound);
        var stored = await PolicyAsking.AskAsync(async () => version is { } number
            ? await configs.FindAsync(new(name, number), cancellation)
            : (await configs.VersionsAsync(name, 1, null, cancellation)).SingleOrDefault());
        return definitions.Chain(stored ?? throw new ProblemException(Problem.NotFound));
    }

    ActiveChain Sent(string text)
    {
        try
        {
            var file = files.Parse(text, "file");
            return definitions.Chain(new PolicyDefinition { Policies = file.Policies }) with { Name = file.Name };
        }
        catch (HoconException cause)
        {
            throw new ProblemException(Problem.PolicyRefused.With([.. cause.Problems.Select(static problem => new FieldError(null, null, problem.ToString()))]), cause);
        }
    }
}
