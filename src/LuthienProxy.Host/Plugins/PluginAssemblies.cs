using System.Collections.Immutable;
using LuthienProxy.Host.Settings;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Plugins;

/// <summary>Loads the plugins, once, at the start.</summary>
/// <remarks>
/// 1. The allow-list is read: its form, and who can write it. 2. Each file of the folder is read once, hashed and compared (<see cref="PluginFolder"/>). 3. Of what matches, the
/// tables say which files are plugins (they refer to the SDK) and what each needs (<see cref="PluginClosure"/>). 4. Those bytes are loaded, a context for each plugin
/// (<see cref="PluginContext"/>). Nothing of a plugin runs in these steps; code of it runs from the moment a catalog looks at its classes.
/// </remarks>
static class PluginAssemblies
{
    /// <exception cref="StartRefusedException">The folder or the allow-list cannot be used. A plugin that cannot is listed instead.</exception>
    public static PolicyAssemblies Load(PluginSettings settings, ILogger log)
    {
        if (settings.Directory.Length == 0)
            return PolicyAssemblies.None;
        Check(settings);
        if (FileRights.OthersCanWrite(settings.Directory))
            PluginLog.FolderIsOpen(log, settings.Directory);
        var (files, refused) = Read(settings, AllowList.Read(settings.AllowList));
        return Load(files, refused, log);
    }

    /// <summary>Loads what matched. The files are not read again.</summary>
    public static PolicyAssemblies Load(ImmutableArray<PluginFile> files, ImmutableArray<PluginRefusal> refused, ILogger log)
    {
        var plugins = ImmutableArray.CreateBuilder<LoadedPlugin>();
        var refusals = refused.ToBuilder();
        var used = new HashSet<PluginFile>(ReferenceEqualityComparer.Instance);
        foreach (var file in files.Where(IsPlugin))
        {
            if (Load(file, files, plugins, used) is not { } reason)
                continue;
            refusals.Add(new(file.Name, file.Sha256, reason));
            used.Add(file);
        }
        refusals.AddRange(files.Where(file => !used.Contains(file)).Select(file => new PluginRefusal(file.Name, file.Sha256, "It does not refer to the policy SDK, and no plugin that was loaded needs it.")));
        foreach (var plugin in plugins)
            PluginLog.Loaded(log, plugin.File.Name, plugin.File.Sha256, plugin.Name, plugin.Version, Shown(plugin.Dependencies));
        foreach (var refusal in refusals)
            PluginLog.Refused(log, SafeName(refusal.File), refusal.Sha256 ?? "unknown", refusal.Reason);
        return new(plugins.ToImmutable(), [.. refusals.Select(refusal => new PolicyProblem(SafeName(refusal.File), null, refusal.Sha256 is null ? refusal.Reason : $"{refusal.Reason} Its SHA-256 is {refusal.Sha256}."))]);
    }

    // Null when it was loaded, else why not.
    static string? Load(PluginFile file, ImmutableArray<PluginFile> files, ImmutableArray<LoadedPlugin>.Builder plugins, HashSet<PluginFile> used)
    {
        if (plugins.FirstOrDefault(plugin => string.Equals(plugin.Name, file.Image.Name.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
            return $"It is an assembly of the name {other.Name}, as {other.File.Name} is.";
        var closure = PluginClosure.Of(file, files);
        if (closure.Missing.Length > 0)
            return string.Join(' ', closure.Missing);
        try
        {
            var context = new PluginContext(file.Name);
            foreach (var dependency in closure.Dependencies)
                context.Take(dependency);
            plugins.Add(new(context.Take(file), new(file.Sha256, file.Name), [.. closure.Dependencies.Select(one => new AllowedFile(one.Sha256, one.Name))]));
        }
        catch (Exception cause) when (cause is BadImageFormatException or FileLoadException)
        {
            return $"It cannot be loaded ({cause.GetType().Name}).";
        }
        used.UnionWith([file, .. closure.Dependencies]);
        return null;
    }

    static bool IsPlugin(PluginFile file) => file.Image.References.Any(reference => string.Equals(reference.Name, typeof(Policy).Assembly.GetName().Name, StringComparison.OrdinalIgnoreCase));

    static (ImmutableArray<PluginFile> Files, ImmutableArray<PluginRefusal> Refused) Read(PluginSettings settings, AllowList allowed)
    {
        try
        {
            return PluginFolder.Read(settings.Directory, allowed, settings.MaxBytes.Bytes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"luthien.policy.plugins.directory {settings.Directory} cannot be read: {cause.Message}"], cause);
        }
    }

    static void Check(PluginSettings settings)
    {
        if (!Directory.Exists(settings.Directory))
            throw new StartRefusedException([$"luthien.policy.plugins.directory {settings.Directory} is not there."]);
        var folder = FileRights.Real(settings.Directory) + Path.DirectorySeparatorChar;
        if (FileRights.Real(settings.AllowList).StartsWith(folder, StringComparison.OrdinalIgnoreCase) || Path.GetFullPath(settings.AllowList).StartsWith(folder, StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException([$"luthien.policy.plugins.allow-list {settings.AllowList} lies in the folder of the plugins: who may put plugins there must not be who allows them."]);
    }

    static string Shown(ImmutableArray<AllowedFile> files) => files.Length == 0 ? "nothing" : string.Join(", ", files.Select(file => $"{SafeName(file.Name)} sha256 {file.Sha256}"));

    // Names come from whoever may write the folder.
    static string SafeName(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
