#!/usr/bin/env bash
# Builds and runs a fresh project with the package of a feed: consume.sh FEED FOLDER.
set -euo pipefail
feed=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/Consumer.csproj" "$here/"*.cs "$folder"
cd "$folder"

# Neither this repository's props nor packages that were restored before.
cat > NuGet.config <<XML
<configuration>
  <packageSources>
    <add key="local" value="$feed" />
  </packageSources>
  <config>
    <add key="globalPackagesFolder" value="$folder/packages" />
  </config>
</configuration>
XML

dotnet run -f net10.0 -c Release

# What only debug builds look for: memory that two members share, and containers that hold themselves.
dotnet run -f net10.0 -c Debug

# Trimmed and compiled ahead of time, for .NET 8, whose compiler can be restored; -warnaserror holds for the linker's warnings, too.
dotnet publish -f net8.0 -c Release -r linux-x64 -p:TargetFrameworks=net8.0 -p:PublishAot=true -p:CppCompilerAndLinker=gcc -p:IlcInstructionSet=x86-x64-v3 -warnaserror -o aot
./aot/Consumer
