using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>What removes the data or the machines that other people's work runs on: containers' volumes, clusters, clouds, whole stores.</summary>
static class Infrastructure
{
    const string Removes = "It removes data or machines that other people's work runs on.";

    /// <summary>Why it is dangerous; null when it is not.</summary>
    public static string? Danger(ShellCommand command) => IsRemoval(command, [.. command.Operands.Select(word => word.ToLowerInvariant())]) ? Removes : null;

    static bool IsRemoval(ShellCommand command, string[] words) => command.Name switch
    {
        "docker" or "podman" => words is ["volume", "prune", ..] || (words is ["volume", "rm", ..] && words.Contains(ShellReading.Unknown)) || (words is ["system", "prune", ..] && command.Arguments.Contains("--volumes")),
        "kubectl" or "oc" => IsClusterRemoval([.. words.SkipWhile(word => word != "delete")], command),
        "terraform" or "tofu" or "pulumi" => words is ["destroy", ..],
        "aws" => words is ["s3", "rb", ..] || (words is ["s3", "rm", ..] && command.Arguments.Contains("--recursive")) || words.Any(word => word is "delete-db-instance" or "delete-bucket" or "delete-stack" or "terminate-instances"),
        "gcloud" => words is ["projects", "delete", ..] || (words.Contains("delete") && words.FirstOrDefault() is "sql" or "container" or "storage"),
        "az" => words is ["group", "delete", ..],
        "gsutil" => words is ["rb", ..] || (words is ["rm", ..] && command.Has('r')),
        "redis-cli" => words.Any(word => word is "flushall" or "flushdb"),
        _ => false,
    };

    // Before the verb stand options with values of their own.
    static bool IsClusterRemoval(string[] words, ShellCommand command) =>
        words is [_, "namespace" or "namespaces" or "ns" or "project" or "pv" or "node" or "nodes", ..] || (words.Length > 0 && command.Arguments.Contains("--all"));
}
