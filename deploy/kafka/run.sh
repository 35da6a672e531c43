#!/bin/sh
# Runs one broker in clear on 127.0.0.1:19092, for trials without Docker; Ctrl-C ends it. Argument: the directory of its jars and data.
# Needs Java 17 and Maven (Debian, Ubuntu: apt-get install default-jre-headless maven).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
directory=${1:?Usage: deploy/kafka/run.sh DIRECTORY}
mkdir -p "$directory"
cd "$directory"
if [ ! -d jars ]; then
    mvn -B -q -f "$here/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$PWD/fetched"
    mv fetched jars
fi
if [ ! -d kafka-data ]; then
    id=$(java -cp "jars/*" kafka.tools.StorageTool random-uuid)
    java -cp "jars/*" kafka.tools.StorageTool format --standalone -t "$id" -c "$here/server.properties"
fi
echo "One broker for trials, at 127.0.0.1:19092 in a moment; Ctrl-C ends it, its data stays in $PWD/kafka-data."
exec java -Xms64m -Xmx512m -XX:+UseSerialGC -Djava.awt.headless=true -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "jars/*" kafka.Kafka "$here/server.properties"
