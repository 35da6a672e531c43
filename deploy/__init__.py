"""The place where everything concrete is chosen: settings, servers, migrations, the command line."""
