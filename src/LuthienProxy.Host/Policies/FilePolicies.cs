using System.Security.Cryptography;
using Luthien.Hocon;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The policies that a file says, and what it includes. Looked at by content, so that editors that replace files and mounted configuration that swaps links are
/// followed alike. Everything wrong is said with file, line and column.
/// </summary>
sealed class FilePolicies(string path, PolicyFileReader reader, ChainBuilder builder) : IPolicySource
{
    // A file whose includes change with every reading is being written.
    const int MostRounds = 5;

    IReadOnlyList<string> _files = [path];
    string? _seen;
    PolicySupply? _answer;

    public string Name => "file";

    public Task<PolicySupply> AskAsync(string? known, CancellationToken cancellation)
    {
        if (_answer is null || Mark() != _seen)
            _answer = Load();
        return Task.FromResult(_answer is PolicySupply.Says says && says.Mark == known ? new PolicySupply.Unchanged() : _answer);
    }

    /// <summary>Reads until it is known which files count: a mark over others would not see them change.</summary>
    PolicySupply Load()
    {
        IReadOnlyList<string> before;
        PolicySupply answer;
        var rounds = 0;
        do
        {
            before = _files;
            // Taken before reading: what changes meanwhile is seen next time.
            _seen = Mark();
            answer = Load(_seen);
        }
        while (!before.SequenceEqual(_files) && ++rounds < MostRounds);
        return answer;
    }

    PolicySupply Load(string mark)
    {
        try
        {
            var file = reader.Read(path);
            _files = [.. file.Files.Append(path).Distinct()];
            var instance = new PolicyInstance(file.Name, 0, file.Policies);
            return builder.Build(instance) switch
            {
                ChainBuild.Built built => new PolicySupply.Says(instance, built.Chain, mark),
                ChainBuild.Refused refused => new PolicySupply.Silent { Reasons = [.. refused.Problems.Select(problem => Located(file, problem))] },
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (HoconException cause)
        {
            // Also the included file that is at fault is looked at from now on.
            _files = [.. _files.Concat(cause.Problems.Select(problem => problem.Origin.Source)).Where(Path.IsPathRooted).Append(path).Distinct()];
            return new PolicySupply.Silent { Reasons = [.. cause.Problems.Select(problem => problem.ToString())] };
        }
    }

    string Located(PolicyFile file, PolicyProblem problem) =>
        $"{file.PlaceOf(problem.Policy, problem.Field)?.ToString() ?? $"{Path.GetFullPath(path)}:1:1"}: {problem}";

    string Mark()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in _files)
        {
            var content = Content(file);
            hash.AppendData(BitConverter.GetBytes(content.Length));
            hash.AppendData(content);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static byte[] Content(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
