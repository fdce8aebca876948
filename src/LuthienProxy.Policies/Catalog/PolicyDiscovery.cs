using System.Reflection;

namespace LuthienProxy.Policies.Catalog;

/// <summary>Finds the policies of an assembly, and what looks like one and cannot be used. Makes no policy.</summary>
static class PolicyDiscovery
{
    public static IEnumerable<(PolicyDescriptor? Descriptor, PolicyProblem? Problem)> In(Assembly assembly)
    {
        var (types, broken) = TypesOf(assembly);
        return types.OrderBy(type => type.FullName, StringComparer.Ordinal).Select(Describe).Where(found => found is not (null, null)).Concat(broken.Select(problem => ((PolicyDescriptor?)null, (PolicyProblem?)problem)));
    }

    static (PolicyDescriptor? Descriptor, PolicyProblem? Problem) Describe(Type type)
    {
        try
        {
            var (isMarked, isPolicy) = (type.IsDefined(typeof(PolicyAttribute), inherit: false), type.IsAssignableTo(typeof(Policy)));
            if (!isMarked && !(isPolicy && type is { IsAbstract: false, IsPublic: true }))
                return (null, null);
            if (!isPolicy)
                return Broken(type, "It is marked as a policy and does not derive from Policy.");
            if (type.IsAbstract || !type.IsVisible || type.ContainsGenericParameters)
                return Broken(type, "It is marked as a policy; such a class must be public, and neither abstract nor generic.");
            if (type.GetCustomAttribute<PolicyAttribute>() is not { } attribute)
                return Broken(type, "It has no [Policy] attribute.");
            var (constructor, options) = ConstructorOf(type);
            return constructor is null
                ? Broken(type, "It needs one public constructor without parameters, or with one record as its configuration.")
                : (new PolicyDescriptor(attribute, constructor, options), null);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            // To describe a class, attributes and converters of its author are made, which may throw anything. That is the class's fault and nobody else's.
            return Broken(type, $"Its description cannot be used ({cause.GetType().Name}).");
        }
    }

    static (ConstructorInfo? Constructor, Type? Options) ConstructorOf(Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.FirstOrDefault(known => known.GetParameters() is [var only] && !only.ParameterType.IsPrimitive) is { } configured)
            return (configured, configured.GetParameters()[0].ParameterType);
        return (constructors.FirstOrDefault(known => known.GetParameters().Length == 0), null);
    }

    static (Type[] Types, IEnumerable<PolicyProblem> Broken) TypesOf(Assembly assembly)
    {
        try
        {
            return (assembly.GetTypes(), []);
        }
        catch (ReflectionTypeLoadException partly)
        {
            var causes = partly.LoaderExceptions.OfType<Exception>().DistinctBy(cause => (cause.GetType(), cause.Message));
            return ([.. partly.Types.OfType<Type>()], causes.Select(cause => new PolicyProblem((cause as TypeLoadException)?.TypeName ?? assembly.GetName().Name!, null, $"It cannot be loaded ({cause.GetType().Name}).")));
        }
    }

    static (PolicyDescriptor? Descriptor, PolicyProblem? Problem) Broken(Type type, string message) => (null, new(type.FullName ?? type.Name, null, message));
}
