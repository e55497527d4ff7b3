# Build: docker build -t orchestrator .
FROM eclipse-temurin:17-jdk AS build
WORKDIR /src
COPY . .
# The local doubles (S3, Athena, PostgreSQL) belong to `standalone` and `bench`, which the image does not serve.
RUN ./mvnw -q -Dquick -DskipTests package \
    && cd orchestrator-web/target/app/lib \
    && rm operators-local-aws-*.jar s3proxy-*.jar duckdb_jdbc-*.jar trino-*.jar embedded-postgres-*.jar

# A JDK, not a JRE: DAGs are plain .java files, compiled in process.
FROM eclipse-temurin:17-jdk
RUN useradd --system --uid 10001 --create-home orchestrator \
    && mkdir -p /opt/orchestrator /dags /var/lib/orchestrator/spool \
    && chown -R orchestrator /dags /var/lib/orchestrator
COPY --from=build /src/orchestrator /opt/orchestrator/orchestrator
COPY --from=build /src/orchestrator-web/target/app/lib /opt/orchestrator/lib
USER orchestrator
ENV ORCHESTRATOR_HOME=/var/lib/orchestrator \
    ORCHESTRATOR__DAGS__FOLDER=/dags
WORKDIR /var/lib/orchestrator
EXPOSE 8080 8081
ENTRYPOINT ["/opt/orchestrator/orchestrator"]
CMD ["server"]
